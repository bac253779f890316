/** Writes a list for people as a table, in the reader's language. */
import type { ListName } from '../../../../../shared/bridge/lists.ts';
import type { PatientFilter, PatientSort } from '../../../../../shared/bridge/patients.ts';
import { type JsonObject, parseJson } from '../../../../../shared/records/json.ts';
import { patientHit } from '../../../records/patient-hit.ts';
import { listPatients } from '../../../records/patient-list.ts';
import { findRow } from '../../../records/row.ts';
import type { Reader } from '../../../storage/database.ts';
import { listedPage } from '../../../storage/exported.ts';
import { type Progress, type Table, writeTable } from '../table-file.ts';
import { RECORD_LISTS } from './columns.ts';
import { patientCells, patientHead } from './patient-columns.ts';
import { ageText, sexWord } from './words.ts';

export interface ListInput {
  readonly list: ListName;
  /** Folder. */
  readonly out: string;
  readonly locale: 'en' | 'zh-CN';
  readonly filter: PatientFilter;
  readonly sort: PatientSort;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Day of the clinic, YYYY-MM-DD. */
  readonly today: string;
}

const PAGE = 1000;
const NAMES: Readonly<Record<ListName, readonly [en: string, zh: string]>> = {
  patients: ['patients', '患者'],
  results: ['results', '检验结果'],
  diagnoses: ['diagnoses', '诊断'],
  prescriptions: ['prescriptions', '处方'],
  appointments: ['appointments', '预约'],
};
/** How many patients are remembered beside their records. */
const REMEMBERED = 10_000;

/** Writes the list into a file of the folder that is named after it. Raises already-exists, file-unwritable, disk-full, cancelled. */
export function exportList(
  reader: Reader,
  input: ListInput,
  progress: Progress,
): Promise<{ file: string; rows: number }> {
  const name = `${NAMES[input.list][input.locale === 'en' ? 0 : 1]}.csv`;
  const table = input.list === 'patients' ? patientTable(reader, input) : recordTable(reader, input, input.list);
  return writeTable(input.out, name, table, progress);
}

function patientTable(reader: Reader, { locale, filter, sort, today }: ListInput): Table {
  return { head: patientHead(locale), pages: pages() };

  function* pages(): Generator<string[][]> {
    for (let offset = 0; ; offset += PAGE) {
      const { rows } = listPatients(reader, { filter, sort, offset, limit: PAGE, today });
      yield rows.map((hit) => patientCells(hit, locale, today));
      if (rows.length < PAGE) return;
    }
  }
}

function recordTable(
  reader: Reader,
  { locale, from, to, today }: ListInput,
  list: Exclude<ListName, 'patients'>,
): Table {
  const { type, holds, columns } = RECORD_LISTS[list];
  const word = locale === 'en' ? 0 : 1;
  const about = (
    ['Date|日期', 'Patient|患者', 'Number|编号', 'Sex|性别', 'Birth date|出生日期', 'Age|年龄'] as const
  ).map((pair) => pair.split('|')[word] ?? '');
  const person = personCells(reader, locale, today);
  return { head: [...about, ...columns.map(({ head }) => head[word])], pages: pages() };

  function* pages(): Generator<string[][]> {
    for (let after = ''; ; ) {
      const rows = listedPage(reader, type, { from, to }, after, PAGE);
      yield rows.flatMap(({ json, patient, day }) => {
        const resource = parseJson(json) as JsonObject;
        return holds(resource)
          ? [[day ?? '', ...person(patient), ...columns.map(({ cell }) => cell(resource, locale))]]
          : [];
      });
      after = rows.at(-1)?.id ?? '';
      if (rows.length < PAGE) return;
    }
  }
}

/** Name, number, sex, birth date and age of whom a record is about. */
function personCells(reader: Reader, locale: 'en' | 'zh-CN', today: string): (id: string | null) => string[] {
  const known = new Map<string, string[]>();
  return (id) => {
    const found = known.get(id ?? '');
    if (found) return found;
    const row = id === null ? undefined : findRow(reader, 'Patient', id);
    const hit =
      row && !row.deleted && !row.redacted ? patientHit(JSON.parse(row.json) as JsonObject, 0, null) : undefined;
    const cells = [
      hit?.name ?? '',
      hit?.identifier ?? '',
      sexWord(hit?.gender, locale),
      hit?.birthDate ?? '',
      ageText(hit?.birthDate, today),
    ];
    if (known.size >= REMEMBERED) known.clear();
    known.set(id ?? '', cells);
    return cells;
  };
}
