/**
 * The raw pipeline: JSON rows -> batches of 1,000 -> Brotli 3 -> XChaCha20-Poly1305 -> HTTP -> a bare server that appends
 * to better-sqlite3 -> the other side decrypts, decompresses, inserts. No merge, no index, no signature: the practical
 * limit of the same ingredients.
 */
import { Agent, request } from 'node:http';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES, randomBytes } from '../../shared/crypto/sodium.ts';
import { BATCH, type PlainStore } from './plain-sqlite.ts';
import { batchesOf, type Row } from './sample.ts';

const NOTHING = new Uint8Array();

export interface RawClient {
  /** Sends rows. */
  up(rows: Iterable<Row>): Promise<void>;
  /** Fetches and inserts all that is new, `wait` for something; how many rows. */
  down(store: PlainStore, wait?: 'wait'): Promise<number>;
  close(): void;
}

/** A key for `makeRawClient`, the same on both sides. */
export function rawKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** One side of the pipeline. */
export function makeRawClient(url: string, key: Uint8Array): RawClient {
  const agent = new Agent({ keepAlive: true });
  let last = 0;
  return {
    up: async (rows) => {
      for (const batch of batchesOf(rows, BATCH)) await send(agent, url, 'POST', pack(batch, key));
    },
    down: async (store, wait) => {
      let count = 0;
      for (;;) {
        const path = `${url}/?after=${last}${wait && count === 0 ? '&wait=1' : ''}`;
        const answer = await send(agent, path, 'GET');
        if (answer.last === last) return count;
        for (const bytes of cut(answer.body)) {
          const rows = unpack(bytes, key);
          store.insert(rows);
          count += rows.length;
        }
        last = answer.last;
        if (wait) return count;
      }
    },
    close: () => agent.destroy(),
  };
}

/** A row is its id, a tabulator, its JSON; JSON text has neither tabulators nor line breaks. */
function pack(rows: readonly Row[], key: Uint8Array): Uint8Array {
  const text = Buffer.from(rows.map(({ id, json }) => `${id}\t${json}`).join('\n'));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
  const nonce = randomBytes(NONCE_BYTES);
  return Buffer.concat([nonce, encrypt(brotliCompressSync(text, { params }), NOTHING, nonce, key)]);
}

function unpack(bytes: Buffer, key: Uint8Array): Row[] {
  const plain = decrypt(bytes.subarray(NONCE_BYTES), NOTHING, bytes.subarray(0, NONCE_BYTES), key);
  if (!plain) throw new Error('the raw pipeline does not decrypt');
  const text = brotliDecompressSync(plain).toString();
  return text.split('\n').map((line) => {
    const tab = line.indexOf('\t');
    return { id: line.slice(0, tab), json: line.slice(tab + 1) };
  });
}

function* cut(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; ) {
    const length = body.readUInt32BE(at);
    yield body.subarray(at + 4, at + 4 + length);
    at += 4 + length;
  }
}

function send(agent: Agent, url: string, method: string, body?: Uint8Array): Promise<{ last: number; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const headers = body ? { 'content-length': body.length } : {};
    const outgoing = request(url, { method, agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ last: Number(response.headers['x-last']), body: Buffer.concat(chunks) }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
