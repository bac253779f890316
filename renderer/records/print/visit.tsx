/** A visit on paper: what was found, what is thought, what is to be done. */
import type { PrintContent, PrintedVisit } from '../../../shared/bridge/prints.ts';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { measuredName } from '../observation/series.ts';
import { measuredWords } from '../observation/units.ts';
import { readableDecimals } from '../values/decimals.ts';
import { typeWord } from '../values/fields.ts';
import { heading, line, nothing, paragraphs, signature } from './Parts.tsx';
import { drugRows } from './prescription.tsx';
import type { PrintWords } from './words.ts';

const NOTES: ReadonlySet<string> = new Set(['DocumentReference', 'ClinicalImpression']);
/** Have parts of their own, in their own order. */
const OWN: ReadonlySet<string> = new Set(['Condition', 'Observation', 'MedicationRequest', ...NOTES]);

/** The blocks of a visit's summary; none without a visit. */
export function visitBlocks(content: PrintContent, words: PrintWords): Block[] {
  const { visit } = content;
  if (!visit) return [];
  const { t } = words;
  const { encounter, items, tasks } = visit;
  const closed = new Set(content.closed);
  const of = (type: string) => items.filter((item) => item.type === type);
  const part = (key: string, title: string, blocks: readonly Block[]): Block[] =>
    blocks.length === 0 ? [] : [heading(key, title), ...blocks];
  const unseen = (group: PrintContent['closed'][number], key: string) =>
    closed.has(group) ? [nothing(key, t('print.closed'))] : [];
  const others = [...new Set(items.map(({ type }) => type))].filter((type) => !OWN.has(type));
  return [
    ...part('visit', t('chart.visit'), [line({ ...encounter, text: encounter.text || t('chart.visit') }, words)]),
    ...part('diagnoses', t('visit.diagnosis'), [
      ...of('Condition').map((item) => line(withoutDate(item, encounter), words)),
      ...unseen('clinical', 'diagnoses/closed'),
    ]),
    ...part('measured', t('types.Observation'), [
      ...of('Observation').map((item) =>
        line(
          { ...withoutDate(item, encounter), text: measuredName(t, item.code ?? '', item.text) },
          words,
          measuredWords(readableDecimals(item.detail ?? '')),
        ),
      ),
      ...unseen('results', 'measured/closed'),
    ]),
    ...part('drugs', t('types.MedicationRequest'), [
      ...(content.drugs.length > 0 ? drugRows(content.drugs, words) : []),
      ...unseen('medication', 'drugs/closed'),
    ]),
    ...others.flatMap((type) =>
      part(
        type,
        typeWord(t, type),
        of(type).map((item) => line(withoutDate(item, encounter), words)),
      ),
    ),
    ...part('notes', t('visit.note'), [
      ...items.filter(({ type }) => NOTES.has(type)).flatMap((item) => paragraphs(item.id, item.detail ?? item.text)),
      ...unseen('documents', 'notes/closed'),
    ]),
    ...part(
      'tasks',
      t('print.next'),
      tasks.map(({ id, text, due }) =>
        line({ type: 'Task', id, text, conflicts: 0, ...(due ? { date: due } : {}) }, words),
      ),
    ),
    ...signatures(visit, words),
  ];
}

/** The day of the visit stands above; another one does not go without saying. */
function withoutDate(item: ChartItem, encounter: ChartItem): ChartItem {
  if (item.date?.slice(0, 10) !== encounter.date?.slice(0, 10)) return item;
  const { date: _, ...rest } = item;
  return rest;
}

function signatures({ by, signed }: PrintedVisit, { t, time }: PrintWords): Block[] {
  if (signed.length === 0) return [signature('sign', t('print.seenBy'), by, '')];
  return signed.map((one) =>
    nothing(`signed/${one.by}/${one.at}`, t('print.signed', { name: one.by, time: time(one.at) })),
  );
}
