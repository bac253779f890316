/** A prescription on paper: what a pharmacist needs, and nothing that the vault did not say. */
import type { PrintContent, PrintedDrug } from '../../../shared/bridge/prints.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { readableDecimals } from '../values/decimals.ts';
import { type Layout, nothing, row, rowHead, signature } from './Parts.tsx';
import classes from './Print.module.css';
import type { PrintWords } from './words.ts';

const LAYOUT: Layout = { template: '7mm 1fr 30mm' };

/** Drugs of one prescriber and day stand on sheets of their own, for each of them signs their own. */
export function prescriptionBlocks(content: PrintContent, words: PrintWords): Block[] {
  const { drugs } = content;
  if (drugs.length === 0) return [nothing('none', words.t('print.noDrugs'))];
  const groups = new Map<string, PrintedDrug[]>();
  for (const drug of drugs) {
    const key = `${drug.by ?? ''}/${drug.at?.slice(0, 10) ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), drug]);
  }
  return [...groups].flatMap(([key, group], place) => {
    const [first, ...rest] = groupBlocks(key, group, words);
    return first ? [place > 0 ? { ...first, fresh: true } : first, ...rest] : [];
  });
}

function groupBlocks(key: string, drugs: readonly PrintedDrug[], words: PrintWords): Block[] {
  const { t, day } = words;
  const [first] = drugs;
  const date = first?.at ? day(first.at) : '';
  const rows = drugRows(drugs, words);
  const last = rows.length - 1;
  return [
    {
      key: `${key}/of`,
      keep: true,
      node: (
        <p className={classes.paragraph}>
          {`${t('print.prescribed')}${t('facts.colon')}${date === '' ? t('common.notRecorded') : date}`}
        </p>
      ),
    },
    // a signature never stands alone on a sheet
    ...rows.map((block, place) => (place === last ? { ...block, keep: true } : block)),
    signature(`${key}/sign`, t('print.prescriber'), first?.by, ''),
  ];
}

/** A numbered table of medicines: how each is taken in words, how much is handed out. */
export function drugRows(drugs: readonly PrintedDrug[], words: PrintWords): Block[] {
  const { t } = words;
  const head = ['', t('print.drug'), t('print.amount')];
  return [
    rowHead('drugs', LAYOUT, head),
    ...drugs.map((drug, place) =>
      row(drug.id, LAYOUT, head, [
        `${place + 1}.`,
        <>
          <div className={classes.drug}>{drug.name || t('common.notRecorded')}</div>
          <div>{readableDecimals(drug.dosage) || t('print.noDosage')}</div>
          {drug.note === undefined ? null : <div>{drug.note}</div>}
          {drug.conflicts > 0 ? <div>{t('print.drugConflict')}</div> : null}
        </>,
        <>
          <div>{drug.amount ?? t('print.noAmount')}</div>
          {drug.repeats === undefined ? null : <div>{t('print.repeats', { count: drug.repeats })}</div>}
        </>,
      ]),
    ),
  ];
}
