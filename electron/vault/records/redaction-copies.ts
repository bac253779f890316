/**
 * Bundles that were kept as records, documents and messages (docs/decisions/0052), with copies of records that are to be erased: each
 * is one text that its sender wrote, and goes as a whole. What it says of others stays in their own records.
 */
import type { JsonObject } from '../../../shared/records/json.ts';
import { textIn } from '../../../shared/records/members.ts';
import { type Held, heldIn } from '../exchange/fhir/held.ts';
import type { Reader } from '../storage/database.ts';
import { type Erased, erasedOf, holderOf, isNameless } from './erased.ts';
import { writtenOf } from './person.ts';
import { keyOf, type RecordKey } from './redaction-log.ts';
import { findRow, type RecordRow } from './row.ts';

/** The Bundles with copies of these records; of a whole chart, also those with anything of its patients. Some may be redacted already. */
export function copiesOf(reader: Reader, records: readonly RecordKey[], scope: 'record' | 'chart'): RecordKey[] {
  const rids = reader.all<{ rid: number }>("SELECT rid FROM record WHERE type = 'Bundle' AND redacted = 0 ORDER BY id");
  if (rids.length === 0) return [];
  const erased = records.map((key) => erasedOf(reader, key));
  const isOfThem = holderOf(erased, scope);
  const words = wordsOf(erased);
  const asked = new Set(records.map(keyOf));
  return rids.flatMap(({ rid }) => {
    const row = reader.get<Pick<RecordRow, 'rid' | 'id' | 'json'>>(
      'SELECT rid, id, json FROM record WHERE rid = ?',
      rid,
    );
    if (!row || asked.has(`Bundle/${row.id}`) || (words && !mayHold(reader, row, words))) return [];
    const held = writtenOf(reader, row).flatMap((said) => heldBy(reader, row.id, said));
    return held.some(isOfThem) ? [{ type: 'Bundle', id: row.id }] : [];
  });
}

/** Ids and numbers of which one has to stand in a text that holds any of them; undefined where that cannot be told. */
function wordsOf(erased: readonly Erased[]): ReadonlySet<string> | undefined {
  if (erased.some(isNameless)) return undefined;
  return new Set(
    erased.flatMap(({ id, source, person }) => [
      id,
      ...(source ? [source.original] : []),
      ...(person?.identifiers ?? []).map(({ value }) => textIn(value)),
    ]),
  );
}

/** Members of canonical JSON in which an id or a number stands. */
const NAMING = /"(?:id|fullUrl|reference|value|url|ifNoneExist)":"((?:[^"\\]|\\.)*)"/g;

/** Looks for words without parsing: most documents are of others, and each may have megabytes. */
function mayHold(reader: Reader, { rid, json }: Pick<RecordRow, 'rid' | 'json'>, words: ReadonlySet<string>): boolean {
  const bodies = reader.all<{ body: string }>('SELECT body FROM change WHERE rid = ? AND body IS NOT NULL', rid);
  // the writes in a body are texts in its text
  const texts = [json, ...bodies.map(({ body }) => (body.startsWith('[') ? body.replaceAll('\\"', '"') : body))];
  return texts.some((text) => {
    for (const [, said = ''] of text.matchAll(NAMING)) if (wordsIn(said).some((word) => words.has(word))) return true;
    return false;
  });
}

function wordsIn(said: string): string[] {
  const plain = said.includes('\\') ? unescaped(said) : said;
  const [unversioned = ''] = plain.split('/_history/');
  const condition = plain.indexOf('?');
  return [
    plain,
    `?${plain}`,
    plain.slice(Math.max(condition, 0)),
    ...['/', ':', '|'].map((mark) => unversioned.slice(unversioned.lastIndexOf(mark) + 1)),
  ];
}

function unescaped(said: string): string {
  try {
    return String(JSON.parse(`"${said}"`));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return said;
  }
}

/** What a Bundle here said, or said once, by the system that its import took its entries to be of. */
function heldBy(reader: Reader, id: string, said: JsonObject): Held[] {
  const bundle = { ...said, resourceType: 'Bundle', id };
  const source = reader.get<{ system: string; original: string }>(
    "SELECT system, original FROM source WHERE type = 'Bundle' AND id = ?",
    id,
  );
  const others = (held: readonly Held[]): Held[] => held.filter((one) => one.resource !== bundle);
  if (!source) return others(heldIn(bundle, undefined));
  const [named, chosen] = [others(heldIn(bundle, undefined)), others(heldIn(bundle, source.system))];
  // its entries came in beside it: whose ids they have here tells whether somebody chose the system
  return named.some(({ type, id: one }) => findRow(reader, type, one)) ? named : chosen;
}
