/** What is diagnosed most in a clinic, and by somebody of it before all. */
import type { Favourite } from '../../../shared/bridge/codes.ts';
import type { Reader } from '../storage/database.ts';
import { entriesOfKeys } from './finder.ts';

/** So many of the newest diagnoses are looked at, whatever the clinic's size: the last months of a small one. */
const NEWEST = 1000;
/** One's own diagnosis counts as so many of others. */
const OWN = 3;

interface Row {
  readonly code: string | null;
  readonly text: string | null;
  readonly display: string | null;
  readonly user: string | null;
}

interface Counted {
  weight: number;
  readonly text: string;
  readonly code: string | null;
}

/** The most frequent first; a later one counts more. `user`: whose own count most. */
export async function favouritesOf(
  reader: Reader,
  { user, limit }: { user: string; limit: number },
): Promise<Favourite[]> {
  const best = [...countedOf(reader, user).values()].sort((a, b) => b.weight - a.weight).slice(0, limit);
  const keys = new Set(best.flatMap(({ code }) => code ?? []));
  const listed = new Map((await entriesOfKeys(reader, 'diagnosis', keys)).map((entry) => [entry.key, entry.listed]));
  return best.map(({ text, code }) => {
    if (code === null) return { text };
    const [system, value] = [code.slice(0, code.lastIndexOf('|')), code.slice(code.lastIndexOf('|') + 1)];
    const { zh, en } = listed.get(code) ?? {};
    return {
      text,
      coding: { system, code: value },
      ...(zh === undefined ? {} : { zh }),
      ...(en === undefined ? {} : { en }),
    };
  });
}

function countedOf(reader: Reader, user: string): Map<string, Counted> {
  const rows = reader.all<Row>(
    `SELECT code, json_extract(json, '$.code.text') AS text, json_extract(json, '$.code.coding[0].display') AS display,
       json_extract(json, '$.recorder.identifier.value') AS user
     FROM (SELECT code, json, deleted, status FROM record INDEXED BY record_day
           WHERE type = 'Condition' ORDER BY day DESC LIMIT ?)
     WHERE deleted = 0 AND coalesce(status, '') NOT IN ('entered-in-error', 'refuted')`,
    NEWEST,
  );
  const counted = new Map<string, Counted>();
  rows.forEach(({ code, text, display, user: by }, place) => {
    const words = (code === null ? text : (display ?? text)) ?? '';
    const key = code ?? `text:${words.toLowerCase()}`;
    if (words === '') return;
    const one = counted.get(key) ?? { weight: 0, text: words, code };
    one.weight += (by === user ? OWN : 1) * (1 - place / NEWEST);
    counted.set(key, one);
  });
  return counted;
}
