import { useTranslation } from 'react-i18next';
import type { AuditRow } from '../../../shared/bridge/audit.ts';
import { figureOfSign } from '../../../shared/bridge/figures-given.ts';
import { useFormat } from '../../locales/manner.tsx';
import { typeWord } from '../../records/values/fields.ts';
import { didWords, figureWords, kindWords, whatWords } from './what-words.ts';

export interface RowWords {
  /** What was done, behind the name of who did it. */
  readonly did: string;
  /** What more is known. */
  readonly details: readonly string[];
}

/** A row of the trail in words. */
export function useRowWords(row: AuditRow): RowWords {
  const { t } = useTranslation();
  const { clock, day, number } = useFormat();
  const figures = row.kinds.flatMap((kind) => figureOfSign(kind) ?? []);
  const sought = row.kinds.filter((kind) => figureOfSign(kind) === undefined);
  const named = row.type !== undefined && row.type !== 'Patient' ? typeWord(t, row.type) : undefined;
  const did = didWords(t, row.event, row.about?.name);
  // of what was noted while the database was closed, who it was is a claim, and no user
  const claimed = row.user === undefined && !did.includes(row.about?.name ?? '') ? row.about?.name : undefined;
  const details = [
    claimed,
    named,
    row.times > 1
      ? t('audit.times', { count: row.times, last: clock(row.last ?? row.at, new Date(row.at)) })
      : undefined,
    row.records === undefined ? undefined : t('audit.records', { count: row.records, shown: number(row.records) }),
    row.reason === undefined ? undefined : t('audit.reason', { reason: row.reason }),
    row.event === 'refused' || row.what === undefined ? row.what : whatWords(t, row.what),
    sought.length > 0
      ? t('audit.searchedBy', { kinds: sought.map((kind) => kindWords(t, kind)).join(t('common.dot')) })
      : undefined,
    ...figureWords(t, figures, day),
  ];
  return { did, details: details.filter((detail) => detail !== undefined) };
}
