/** The list of a cohort as a table (CSV), in the reader's language. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../../shared/base/result.ts';
import type { CohortPerson } from '../../../../shared/bridge/cohorts.ts';
import { ageText, sexWord } from '../../exchange/csv/lists/words.ts';
import { BYTE_ORDER_MARK, csvText } from '../../exchange/csv/write.ts';
import { makeOutput } from '../../exchange/fhir/output.ts';
import type { Reader } from '../../storage/database.ts';
import { cohortPeople, type PeopleQuestion } from './answer.ts';

export interface CohortExport extends Omit<PeopleQuestion, 'offset' | 'limit'> {
  /** Folder. */
  readonly out: string;
  readonly locale: 'en' | 'zh-CN';
}

interface Progress {
  readonly signal: AbortSignal;
  onProgress(done: number): void;
}

const PAGE = 500;
const NAMES = { en: 'cohort.csv', 'zh-CN': '人群.csv' } as const;
const HEADS: readonly (readonly [en: string, zh: string])[] = [
  ['Name', '姓名'],
  ['Name in Latin letters', '拼音'],
  ['Number', '编号'],
  ['Sex', '性别'],
  ['Birth date', '出生日期'],
  ['Age', '年龄'],
  ['Phone', '电话'],
  ['Last visit', '最近就诊'],
  ['Last value', '最近数值'],
  ['Unit', '单位'],
  ['Date of the value', '数值日期'],
];

/** Writes it into a file of the folder. Raises already-exists, file-unwritable, disk-full, cancelled, and as `countCohort`. */
export async function exportCohort(
  reader: Reader,
  { out, locale, ...question }: CohortExport,
  progress: Progress,
): Promise<{ file: string; rows: number }> {
  const name = NAMES[locale];
  const output = await makeOutput(out, [name]);
  let written = 0;
  try {
    await output.write(name, BYTE_ORDER_MARK + csvText([HEADS.map(([en, zh]) => (locale === 'en' ? en : zh))]));
    for (;;) {
      const { rows } = await cohortPeople(reader, { ...question, offset: written, limit: PAGE }, progress);
      if (progress.signal.aborted) raise('cancelled', 'The export was cancelled; no file was written.');
      if (rows.length > 0) await output.write(name, csvText(rows.map((row) => cellsOf(row, locale, question.today))));
      written += rows.length;
      progress.onProgress(written);
      if (rows.length < PAGE) break;
      await breathe();
    }
    const [file = ''] = await output.finish();
    return { file, rows: written };
  } finally {
    await output.discard();
  }
}

function cellsOf({ hit, value }: CohortPerson, locale: 'en' | 'zh-CN', today: string): string[] {
  return [
    hit.name,
    hit.latin ?? '',
    hit.identifier ?? '',
    sexWord(hit.gender, locale),
    hit.birthDate ?? '',
    ageText(hit.birthDate, today),
    hit.phone ?? '',
    hit.lastVisit ?? '',
    value?.text ?? '',
    value?.unit ?? '',
    value?.day ?? '',
  ];
}
