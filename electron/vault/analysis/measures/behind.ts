/** The records behind a figure, page by page; as many in all as the figure says. */
import { z } from 'zod';
import { raise } from '../../../../shared/base/result.ts';
import type { MeasureRecord } from '../../../../shared/bridge/measures.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { patientHit } from '../../records/patient-hit.ts';
import { titleOf } from '../../records/title.ts';
import { patientByIdRow } from '../../storage/charts.ts';
import type { Reader, SqlValue } from '../../storage/database.ts';
import { type MeasureInput, questionOf } from './ask.ts';
import type { Behind } from './contract.ts';
import { measures } from './registry.ts';
import { whileWanted } from './while-wanted.ts';

export interface BehindInput extends MeasureInput {
  readonly keys?: readonly (string | null)[] | undefined;
  readonly column: string;
  readonly after?: string | undefined;
  readonly limit: number;
  readonly locale: string;
}

export interface BehindPage {
  readonly records: MeasureRecord[];
  readonly count: number;
  readonly after: string | null;
}

/** Where a page ended: day, patient, row. */
const Place = z.tuple([z.string(), z.string(), z.int()]);

interface Found {
  readonly rid: number | null;
  readonly patient: string | null;
  readonly day: string | null;
  readonly value: string | null;
  readonly unit: string | null;
}

/** Answers `measures.records`. Raises invalid-input for a figure that there is not; cancelled. */
export function recordsBehind(whole: Reader, input: BehindInput): BehindPage {
  const reader = whileWanted(whole);
  const { sql, params, shown: show, order = 'newest' } = behind(reader, input);
  const [next, way] = order === 'newest' ? ['<', 'DESC'] : ['>', 'ASC'];
  const count = reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`, ...params)?.n ?? 0;
  const place = input.after === undefined ? undefined : placeIn(input.after);
  const rows = reader.all<Found>(
    `SELECT rid, patient, day, value, unit FROM (${sql})
     ${place ? `WHERE (coalesce(day, ''), coalesce(patient, ''), coalesce(rid, 0)) ${next} (?, ?, ?)` : ''}
     ORDER BY coalesce(day, '') ${way}, coalesce(patient, '') ${way}, coalesce(rid, 0) ${way} LIMIT ?`,
    ...params,
    ...(place ?? ([] satisfies SqlValue[])),
    input.limit + 1,
  );
  const shown = rows.slice(0, input.limit);
  const last = shown.at(-1);
  return {
    records: shown.map((row) => recordOf(reader, row, input.locale, show)),
    count,
    after:
      rows.length > shown.length && last ? JSON.stringify([last.day ?? '', last.patient ?? '', last.rid ?? 0]) : null,
  };
}

function behind(reader: Reader, input: BehindInput): Behind {
  const measure = measures[input.name];
  const question = questionOf(reader, input);
  const wanted = measure.definition.dimensions.length + (question.by === undefined ? 0 : 1);
  const keys = input.keys ?? null;
  const known = [...measure.definition.columns, ...measure.definition.leftOut].some(({ key }) => key === input.column);
  const found =
    !known || (keys !== null && keys.length !== wanted)
      ? undefined
      : measure.behind(reader, question, { keys, column: input.column });
  return found ?? raise('invalid-input', 'This measure has no such figure.');
}

function placeIn(after: string): z.output<typeof Place> {
  try {
    return Place.parse(JSON.parse(after));
  } catch {
    return raise('invalid-input', 'There is no such page.');
  }
}

function recordOf(reader: Reader, found: Found, locale: string, show: Behind['shown']): MeasureRecord {
  const { rid, patient, day, value, unit } = found;
  const row =
    rid === null
      ? undefined
      : reader.get<{ type: string; id: string; code: string | null; json: string }>(
          'SELECT type, id, code, json FROM record WHERE rid = ?',
          rid,
        );
  const resource = row && (parseJson(row.json) as JsonObject);
  const person = patient === null ? undefined : patientByIdRow(reader, patient);
  return {
    type: row?.type ?? 'Patient',
    id: row?.id ?? patient ?? '',
    patient,
    hit: person ? patientHit(JSON.parse(person.json) as JsonObject, person.conflicts, person.lastVisit) : null,
    day,
    code: row?.code ?? null,
    text: resource ? titleOf(resource, locale) : null,
    value: show ? (resource ? show(resource) : null) : value === null ? null : { text: value, unit: unit ?? '' },
  };
}
