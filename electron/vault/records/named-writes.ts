/** The writes that an operation names: what it replaces, and what its author had in sight when deleting, amending or signing. */
import { fromHex } from '../../../shared/base/bytes.ts';
import { type Op, type WriteOp, writeId } from '../../../shared/envelope/body.ts';
import { AMENDED } from '../../../shared/merge/hidden.ts';
import type { WriteId } from '../../../shared/merge/reducer.ts';
import { LIFE } from '../../../shared/merge/registers.ts';
import { canonicalJson, isObject, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { renameSigned } from './signature.ts';

type Naming = (write: WriteId) => WriteId;

/** The same operation with other names for the writes that it names. */
export function renameWrites(op: Op, naming: Naming): Op {
  if (op.k === 'c' && op.t === 'Provenance') {
    const renamed = renameSigned(parseJson(op.j) as JsonObject, naming);
    return renamed ? { ...op, j: canonicalJson(renamed) } : op;
  }
  if (op.k !== 'w') return op;
  const p = op.p.map(([hash, index]) => placeOfWrite(naming(writeId(hash, index))));
  const w = op.w.map(([register, value, pos, replaced]): WriteOp['w'][number] => {
    return [register, renameSeen(register, value, naming), pos, replaced];
  });
  return { ...op, p, w };
}

/** Each write that an operation names; what no write can be called is none. */
export function writesNamedBy(op: Op): WriteId[] {
  const named: WriteId[] = [];
  renameWrites(op, (write) => {
    named.push(write);
    return write;
  });
  return named.filter((write) => /^[0-9a-f]{64}\.\d{1,9}$/.test(write));
}

/** Hash of a write's transaction, and index of its operation there. */
export function placeOfWrite(write: WriteId): [hash: Uint8Array, index: number] {
  const [hash = '', index = ''] = write.split('.');
  return [fromHex(hash), Number(index)];
}

function renameSeen(register: string, value: string | null, naming: Naming): string | null {
  if (value === null || (register !== LIFE && register !== AMENDED)) return value;
  const said = parseJson(value);
  if (!isObject(said) || !Array.isArray(said.seen)) return value;
  return canonicalJson({ ...said, seen: said.seen.map((write) => naming(String(write))) });
}
