/** The distinct words of patients' names (table search_word): what a mistyped word is compared with. */
import type { Reader, Writer } from './database.ts';

/** Adds a word, once. */
export function addSearchWord(writer: Writer, word: string): void {
  writer.run('INSERT INTO search_word (word) VALUES (?) ON CONFLICT DO NOTHING', word);
}

/** Takes out the words that only this record has. Before its tokens go: they say which. */
export function removeSearchWords(writer: Writer, rid: number): void {
  writer.run(
    `DELETE FROM search_word WHERE word IN (
      SELECT t.token FROM search_token t
      WHERE t.rid = ? AND NOT EXISTS (SELECT 1 FROM search_token o WHERE o.token = t.token AND o.rid <> t.rid))`,
    rid,
  );
}

/** Words added after the one with this number, in the order of their characters, and the last one's number. */
export function searchWordsAfter(reader: Reader, last: number): { words: string[]; last: number } {
  const end = reader.get<{ wid: number | null }>('SELECT max(wid) AS wid FROM search_word')?.wid ?? 0;
  if (end <= last) return { words: [], last };
  const rows = reader.all<{ word: string }>('SELECT word FROM search_word WHERE wid > ? ORDER BY word', last);
  return { words: rows.map(({ word }) => word), last: end };
}

/** Which of these beginnings any token has. */
export function knownBeginnings(reader: Reader, beginnings: readonly string[]): string[] {
  const rows = reader.all<{ value: string }>(
    `SELECT value FROM json_each(?) WHERE EXISTS
      (SELECT 1 FROM search_token WHERE token >= value AND token < value || char(0x10FFFF))`,
    JSON.stringify(beginnings),
  );
  return rows.map(({ value }) => value);
}

/** Which of these any token is. */
export function knownTokens(reader: Reader, tokens: readonly string[]): string[] {
  const rows = reader.all<{ value: string }>(
    'SELECT value FROM json_each(?) WHERE EXISTS (SELECT 1 FROM search_token WHERE token = value)',
    JSON.stringify(tokens),
  );
  return rows.map(({ value }) => value);
}
