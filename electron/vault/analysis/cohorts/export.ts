/** The list of a cohort as a table (CSV), in the reader's language. */
import { raise } from '../../../../shared/base/result.ts';
import { patientCells, patientHead } from '../../exchange/csv/lists/patient-columns.ts';
import { type Progress, writeTable } from '../../exchange/csv/table-file.ts';
import { recordsLeft } from '../../records/reindex.ts';
import type { Reader } from '../../storage/database.ts';
import { cohortPeople, type PeopleQuestion } from './answer.ts';

export interface CohortExport extends Omit<PeopleQuestion, 'offset' | 'limit'> {
  /** Folder. */
  readonly out: string;
  readonly locale: 'en' | 'zh-CN';
}

const PAGE = 500;
const NAMES = { en: 'cohort.csv', 'zh-CN': '人群.csv' } as const;
const HEADS = { en: ['Last value', 'Unit', 'Date of the value'], 'zh-CN': ['最近数值', '单位', '数值日期'] } as const;

/** Writes it into a file of the folder. Raises cohort-preparing, already-exists, file-unwritable, disk-full, cancelled, and as `countCohort`. */
export function exportCohort(
  reader: Reader,
  { out, locale, ...question }: CohortExport,
  progress: Progress,
): Promise<{ file: string; rows: number }> {
  if (recordsLeft(reader) > 0)
    raise(
      'cohort-preparing',
      'Records are still being prepared for analysis: the list would not be right. No file was written.',
    );
  return writeTable(out, NAMES[locale], { head: [...patientHead(locale), ...HEADS[locale]], pages: pages() }, progress);

  async function* pages(): AsyncGenerator<string[][]> {
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = await cohortPeople(reader, { ...question, offset, limit: PAGE }, progress);
      yield rows.map(({ hit, value }) => [
        ...patientCells(hit, locale, question.today),
        value?.text ?? '',
        value?.unit ?? '',
        value?.day ?? '',
      ]);
      if (rows.length < PAGE) return;
    }
  }
}
