/**
 * The server of the raw pipeline: appends what it gets to better-sqlite3, gives back what follows a number. Nothing is
 * checked, nobody is known.
 *   POST /          a batch; answers its number
 *   GET  /?after=N  [&wait=1]  batches behind N up to about 1 MB, each led by its length in 4 bytes; `x-last`: the last number
 */
import type { RequestListener } from 'node:http';
import Database from 'better-sqlite3';

const ANSWER_BYTES = 1024 * 1024;

/** Opens the database and answers requests. */
export function makeRawListener(file: string): RequestListener {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('synchronous=FULL');
  db.exec('CREATE TABLE batch (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)');
  const append = db.prepare('INSERT INTO batch (bytes) VALUES (?)');
  const behind = db.prepare<[number], { number: number; bytes: Buffer }>(
    'SELECT number, bytes FROM batch WHERE number > ? ORDER BY number',
  );
  const waiting = new Set<() => void>();

  const page = (after: number): { last: number; body: Buffer } => {
    const parts: Buffer[] = [];
    let last = after;
    let size = 0;
    for (const { number, bytes } of behind.iterate(after)) {
      if (size > 0 && size + bytes.length > ANSWER_BYTES) break;
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      parts.push(length, bytes);
      size += bytes.length;
      last = number;
    }
    return { last, body: Buffer.concat(parts) };
  };

  return (request, response) => {
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { lastInsertRowid } = append.run(Buffer.concat(chunks));
        response.end(String(lastInsertRowid));
        for (const wake of waiting) wake();
        waiting.clear();
      });
      return;
    }
    const query = new URL(request.url ?? '/', 'http://raw').searchParams;
    const after = Number(query.get('after'));
    const answer = (): void => {
      const { last, body } = page(after);
      response.setHeader('x-last', last);
      response.end(body);
    };
    if (query.has('wait') && page(after).last === after) waiting.add(answer);
    else answer();
  };
}
