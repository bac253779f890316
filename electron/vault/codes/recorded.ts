/** Diagnoses to choose patients by: every code that somebody here has, whatever list it stands in or none, and then those of the lists. */
import type { CodeHit } from '../../../shared/bridge/codes.ts';
import type { Reader } from '../storage/database.ts';
import { type Entry, entryOf, type Listed } from './entries.ts';
import { entriesOfKeys, findCodes } from './finder.ts';
import { askedOf, gradeOf } from './match.ts';

/** Conditions that stand. The words are those of the index `record_diagnosis`, which SQLite demands. */
const DIAGNOSES = `record INDEXED BY record_diagnosis
  WHERE type = 'Condition' AND deleted = 0 AND (status IS NULL OR status NOT IN ('refuted', 'entered-in-error'))`;

/** What matches a text, codes of the clinic's own records first (`used`); for an empty text these by how often they are used. */
export async function findDiagnoses(
  reader: Reader,
  { text, limit }: { text: string; limit: number },
  now: number,
): Promise<CodeHit[]> {
  const asked = askedOf(text);
  const recorded = await entriesHere(reader);
  const inLists = (await findCodes(reader, { kind: 'diagnosis', text, limit }, now)).hits;
  const rank = new Map(inLists.map(({ system, code }, at) => [`${system}|${code}`, at]));
  const here = recorded
    .flatMap((entry) => {
      const grade = asked.words.length === 0 ? 0 : gradeOf(entry, asked);
      return grade === undefined ? [] : [{ entry, grade, rank: rank.get(entry.key) ?? limit }];
    })
    .sort((a, b) => a.grade - b.grade || a.rank - b.rank || (a.entry.key < b.entry.key ? -1 : 1))
    .map(({ entry: { listed } }): CodeHit => {
      const { also: _, ...hit } = listed;
      return { ...hit, used: true };
    });
  const known = new Set(recorded.map(({ key }) => key));
  const others = inLists.filter(({ system, code }) => !known.has(`${system}|${code}`));
  return [...here, ...others].slice(0, limit);
}

/** An entry of each code that a diagnosis here has. */
async function entriesHere(reader: Reader): Promise<Entry[]> {
  const keys = codesHere(reader);
  const listed = new Map((await entriesOfKeys(reader, 'diagnosis', new Set(keys))).map((entry) => [entry.key, entry]));
  return keys.map((key) => listed.get(key) ?? entryOf(unlisted(reader, key)));
}

/** `system|code` of each, from one to the next in the index: some hundred steps, however many diagnoses there are. */
function codesHere(reader: Reader): string[] {
  return reader
    .all<{ code: string }>(
      `WITH RECURSIVE each (code) AS (
         SELECT min(code) FROM ${DIAGNOSES} AND code > ''
         UNION ALL
         SELECT (SELECT min(code) FROM ${DIAGNOSES} AND code > each.code) FROM each WHERE each.code IS NOT NULL
       ) SELECT code FROM each WHERE code IS NOT NULL`,
    )
    .map(({ code }) => code);
}

/** A code that stands in no list, by the words that were written with it. */
function unlisted(reader: Reader, key: string): Listed {
  const row = reader.get<{ text: string | null; display: string | null }>(
    `SELECT json_extract(json, '$.code.text') AS text, (SELECT k.value ->> '$.display' FROM json_each(record.json, '$.code.coding') k
       WHERE k.type = 'object' AND coalesce(k.value ->> '$.system', '') || '|' || (k.value ->> '$.code') = ?) AS display
     FROM ${DIAGNOSES} AND code = ? LIMIT 1`,
    key,
    key,
  );
  const split = key.lastIndexOf('|');
  const name = row?.display ?? row?.text ?? undefined;
  return {
    system: key.slice(0, split),
    code: key.slice(split + 1),
    ...(name === undefined ? {} : { en: name }),
    also: [],
    forms: [],
  };
}
