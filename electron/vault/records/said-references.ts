/**
 * References by condition (`Location?identifier=...`) point to a record here once its condition is met; what the sender said is kept beside
 * them on the workstation that imported, so that an export under original ids gives it back.
 */
import { z } from 'zod';
import type { Reader, Writer } from '../storage/database.ts';
import type { Batch } from './incoming.ts';

const Texts = z.record(z.string(), z.string());

/** Notes what a batch said; of a resource without such references, nothing. */
export function keepSaidReferences(writer: Writer, { resources }: Batch): void {
  for (const { type, id, said } of resources) {
    if (!said) continue;
    writer.run(
      'INSERT INTO said_reference (type, id, texts) VALUES (?, ?, ?) ON CONFLICT (type, id) DO UPDATE SET texts = excluded.texts',
      type,
      id,
      JSON.stringify(said),
    );
  }
}

/** Whether any are kept. */
export function anySaidReferences(reader: Reader): boolean {
  return reader.get('SELECT 1 FROM said_reference LIMIT 1') !== undefined;
}

/** What a record's sender said, by the reference that stands here; undefined for nothing. */
export function saidReferences(reader: Reader, type: string, id: string): Readonly<Record<string, string>> | undefined {
  const row = reader.get<{ texts: string }>('SELECT texts FROM said_reference WHERE type = ? AND id = ?', type, id);
  return row && Texts.parse(JSON.parse(row.texts));
}

/** Forgets what senders said of records whose contents are erased (`Type/id`), and in what others say whom they meant: it may be an identity number. */
export function forgetSaidOf(writer: Writer, keys: ReadonlySet<string>): void {
  for (const { type, id, texts } of writer.all<{ type: string; id: string; texts: string }>(
    'SELECT type, id, texts FROM said_reference',
  )) {
    const said = Object.entries(Texts.parse(JSON.parse(texts)));
    const left = keys.has(`${type}/${id}`) ? [] : said.filter(([reference]) => !keys.has(reference));
    if (left.length === said.length) continue;
    if (left.length === 0) writer.run('DELETE FROM said_reference WHERE type = ? AND id = ?', type, id);
    else
      writer.run(
        'UPDATE said_reference SET texts = ? WHERE type = ? AND id = ?',
        JSON.stringify(Object.fromEntries(left)),
        type,
        id,
      );
  }
}
