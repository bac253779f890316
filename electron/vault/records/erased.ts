/** A record that is erased, as long as it is known what it was found by: copies and texts of it are looked for by that. */
import { textIn } from '../../../shared/records/members.ts';
import { type Held, meantBy } from '../exchange/fhir/held.ts';
import type { Reader } from '../storage/database.ts';
import { isSamePerson, type Person, personOf } from './person.ts';
import { keyOf, type RecordKey } from './redaction-log.ts';
import { findRow } from './row.ts';

export interface Erased extends RecordKey {
  /** What its sender calls it; absent where it was made here, or never was here. */
  readonly source?: { readonly system: string; readonly original: string };
  /** Of a Patient with contents. */
  readonly person?: Person;
  /** It has no contents here any more, or never had: what it was called cannot be told, but its id may follow from it. */
  readonly empty: boolean;
}

/** Read before its contents are dropped. */
export function erasedOf(reader: Reader, { type, id }: RecordKey): Erased {
  const row = findRow(reader, type, id);
  const source = reader.get<NonNullable<Erased['source']>>(
    'SELECT system, original FROM source WHERE type = ? AND id = ?',
    type,
    id,
  );
  const empty = !row || row.redacted === 1;
  return {
    type,
    id,
    ...(source ? { source } : {}),
    ...(type === 'Patient' && !empty ? { person: personOf(reader, row) } : {}),
    empty,
  };
}

/** An id that stands for the contents of a resource, or for what no id may hold (exchange/fhir/ids.ts, exchange/csv/row.ts). */
const DIGEST = /^[\da-f]{32}(\.\d+)?$/;

/** Whether a text may hold it without one word by which it can be told. */
export function isNameless({ source, empty }: Erased): boolean {
  return (empty && !source) || DIGEST.test(source?.original ?? '');
}

/** An id that is nobody else's, whoever says it. */
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Tells whether a resource is one of these records, or a Patient who is one of these persons; `chart`: or stands in a chart of theirs. */
export function holderOf(erased: readonly Erased[], scope: 'record' | 'chart'): (held: Held) => boolean {
  const keys = new Set(erased.map(keyOf));
  const persons = erased.flatMap(({ person }) => person ?? []);
  const patients = new Set(scope === 'chart' ? erased.flatMap(namesOf) : []);
  return ({ type, id, original, resource, patient }) =>
    keys.has(`${type}/${id}`) ||
    (patient !== null && patients.has(patient)) ||
    // as we export it, or made here
    (UUID.test(original) && keys.has(`${type}/${original}`)) ||
    (type === 'Patient' && persons.some((person) => isSamePerson(person, resource)));
}

/** By what others refer to a patient. */
function namesOf({ type, id, person }: Erased): string[] {
  if (type !== 'Patient') return [];
  const meant = (person?.identifiers ?? []).map((one) => ({ system: textIn(one.system), value: textIn(one.value) }));
  // a number of no system may be anybody's
  return [id, ...meant.filter(({ system, value }) => system !== '' && value !== '').map(meantBy)];
}
