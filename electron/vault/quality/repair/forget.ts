/**
 * Erases what the repair list holds of records that were redacted: texts of which an import would make them, or something in the chart of a Patient
 * among them, and texts that could never be read but name that person.
 */
import { z } from 'zod';
import { rowHolder } from '../../exchange/csv/held.ts';
import { type Held, heldIn } from '../../exchange/fhir/held.ts';
import { UNSPECIFIED } from '../../exchange/fhir/ids.ts';
import { parseObject } from '../../exchange/fhir/parse.ts';
import { type Erased, holderOf, isNameless } from '../../records/erased.ts';
import { keyOf } from '../../records/redaction-log.ts';
import type { Writer } from '../../storage/database.ts';
import { aboutPerson, folded } from './about-person.ts';

interface Row {
  readonly id: number;
  readonly run: string;
  readonly type: string | null;
  readonly record: string | null;
  readonly raw: string | null;
  readonly came: string | null;
  /** What is said of it: where it stood, what is wrong with it, why it was set aside. */
  readonly beside: string;
}

/** Goes through the list once for all of them. */
export function forgetInRepairs(writer: Writer, erased: readonly Erased[]): void {
  const runs = new Map(
    writer
      .all<{ run: string; input: string | null }>(
        'SELECT r.run, i.input FROM (SELECT DISTINCT run FROM repair) r LEFT JOIN import_run i ON i.run = r.run',
      )
      .map(({ run, input }) => [run, senderOf(input)]),
  );
  if (runs.size === 0) return;
  const isOfThem = judgeOf(erased);
  const going: number[] = [];
  // one by one: a text may have megabytes
  for (const row of writer.each<Row>(
    `SELECT id, run, type, record, raw, came, file || char(10) || message || char(10) || findings || char(10) || coalesce(reason, '') AS beside
     FROM repair`,
  ))
    if (isOfThem(row, runs.get(row.run) ?? NOBODY)) going.push(row.id);
  for (const id of going) writer.run('DELETE FROM repair WHERE id = ?', id);
}

/** Who sent a text, and what an import makes of it. */
interface Sender {
  /** Absent where its texts say it themselves. */
  readonly system?: string | undefined;
  /** undefined for what cannot be read. */
  heldIn(text: string): Held[] | undefined;
}

const NOBODY: Sender = { heldIn: () => [] };

/** What is read of a run's input (exchange/runs/run.ts). */
const Input = z.object({
  format: z.string(),
  system: z.string().optional(),
  settings: z.looseObject({ mapping: z.looseObject({ system: z.string().optional() }).optional() }).optional(),
});

function senderOf(input: string | null): Sender {
  const { data } = Input.safeParse(input === null ? null : JSON.parse(input));
  if (!data) return NOBODY;
  const { system, settings } = data;
  const rows = rowHolder(settings, system);
  if (rows) return { system: system ?? settings?.mapping?.system ?? UNSPECIFIED, heldIn: rows };
  return {
    system,
    heldIn: (text) => {
      const value = parseObject(text);
      return value.ok ? heldIn(value.value, system) : undefined;
    },
  };
}

function judgeOf(erased: readonly Erased[]): (row: Row, sender: Sender) => boolean {
  const keys = new Set(erased.map(keyOf));
  // whose redaction it is cannot be told here: with a Patient go texts of what stands in their chart
  const isHeld = holderOf(erased, 'chart');
  const words = wordsOf(erased);
  const sources = new Map(
    erased.flatMap(({ type, source }): [string, string][] =>
      source ? [[folded(`${type}/${source.original}`), source.system]] : [],
    ),
  );
  const persons = erased.flatMap(({ type, source, person }) => {
    const known = type === 'Patient' && (source || person);
    const sought = { names: [], identifiers: [], births: [], ...person, ...(source && { original: source.original }) };
    return known ? [{ isAbout: aboutPerson(sought), system: source?.system }] : [];
  });
  return ({ type, record, raw, came, beside }, sender) => {
    if (type !== null && record !== null && keys.has(`${type}/${record}`)) return true;
    const texts = [raw, came].filter((text) => text !== null);
    const plain = folded([...texts, beside].join('\n'));
    const saysSystem = (system: string): boolean => system === UNSPECIFIED || plain.includes(folded(system));
    const isBySender = (system = ''): boolean =>
      sender.system === undefined ? saysSystem(system) : sender.system === system;
    if (persons.some(({ isAbout, system }) => isAbout(plain, { sameSender: isBySender(system) }))) return true;
    if (words && !hasOne(plain, words)) return false;
    return texts.some((text) => {
      const held = sender.heldIn(text);
      if (held) return held.some(isHeld);
      return namedIn(folded(text)).some((name) => sources.has(name) && isBySender(sources.get(name)));
    });
  };
}

const NAMES = /"(resourcetype|id)"\s*:\s*"([^"]+)"/g;

/** The resources that may be named in JSON that cannot be read: each id with the types that stand next to it. */
function namedIn(plain: string): string[] {
  const named: string[] = [];
  let type: string | undefined;
  let ids: string[] = [];
  for (const [, member, value = ''] of plain.matchAll(NAMES)) {
    if (member === 'id') {
      if (type !== undefined) named.push(`${type}/${value}`);
      ids.push(value);
    } else {
      named.push(...ids.map((id) => `${value}/${id}`));
      type = value;
      ids = [];
    }
  }
  return named;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}.-]*/gu;

/** Of each id and number its last word; undefined where a text may hold a record without any. */
function wordsOf(erased: readonly Erased[]): ReadonlySet<string> | undefined {
  const patients = erased.filter(({ type }) => type === 'Patient');
  // what is of a patient who can be told names them
  if ((patients.length > 0 ? patients : erased).some(isNameless)) return undefined;
  const ids = erased.flatMap(({ id, source, person }) => [
    id,
    ...(source ? [source.original] : []),
    ...(person?.identifiers ?? []).map(({ value }) => (typeof value === 'string' ? value : '')),
  ]);
  return new Set(ids.flatMap((id) => folded(id).match(WORD)?.at(-1) ?? []));
}

function hasOne(plain: string, words: ReadonlySet<string>): boolean {
  for (const [word] of plain.matchAll(WORD)) if (words.has(word)) return true;
  return false;
}
