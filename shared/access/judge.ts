/** Judges an operation by its author's role: here before it is written, elsewhere when it arrives. */
import type { Op, WriteOp } from '../envelope/body.ts';
import { AMENDED } from '../merge/hidden.ts';
import { LIFE } from '../merge/registers.ts';
import { isObject, type Json, parseJson } from '../records/json.ts';
import { objectsIn, textIn } from '../records/members.ts';
import { type Flag, mayAlso, mayDo, mayWrite, type Role, type RoleTable } from './roles.ts';

/** What the author's role lacks: writing the type, one of its flags, importing, or being an owner. */
export type Refusal = 'write' | Flag | 'import' | 'owner';

/** Null where the role may do this; otherwise what it lacks. An operation about no record is everybody's. */
export function judgeOperation(table: RoleTable, role: Role, op: Op): Refusal | null {
  switch (op.k) {
    case 'c': {
      if (!mayWrite(table, role, op.t)) return 'write';
      if (op.s && !mayDo(table, role, 'import')) return 'import';
      return op.t === 'Provenance' ? judgeSigning(table, role, op.j) : null;
    }
    case 'w':
      return judgeWrite(table, role, op);
    case 'a':
      return mayDo(table, role, 'import') ? null : 'import';
    case 'x':
    case 'o':
    case 'q':
    case 'f':
      return role === 'owner' ? null : 'owner';
    default:
      return null;
  }
}

/** What each action takes beyond writing. */
const ACTIONS: Readonly<Record<WriteOp['a'], Flag | 'import' | null>> = {
  update: null,
  resolve: null,
  undo: null,
  import: 'import',
  amend: 'amend',
  delete: 'remove',
  restore: 'remove',
  error: 'remove',
};

function judgeWrite(table: RoleTable, role: Role, op: WriteOp): Refusal | null {
  if (!mayWrite(table, role, op.t)) return 'write';
  const needed = ACTIONS[op.a];
  if (needed === 'import') return mayDo(table, role, 'import') ? null : 'import';
  if (needed && !mayAlso(table, role, needed, op.t)) return needed;
  // what a Provenance signs is fixed when it is made; whoever changes that must be allowed to sign at all
  const resigns = op.t === 'Provenance' && op.w.some(([register]) => /^(?:signature|target)\b/.test(register));
  if (resigns && !mayAlso(table, role, 'sign', op.t)) return 'sign';
  // an action is only what the author says: a deletion is one under any name, and so is an amendment
  const removes = op.w.some(([register, value]) => (register === LIFE && deletes(value)) || marksError(value));
  if (removes && !mayAlso(table, role, 'remove', op.t)) return 'remove';
  const amends = needed === null && op.w.some(([register]) => register === AMENDED);
  return amends && !mayAlso(table, role, 'amend', op.t) ? 'amend' : null;
}

/** Whether a value says that the record was entered in error; such a record is never edited again. */
function marksError(value: string | null): boolean {
  return value?.includes('"entered-in-error"') === true && /status/i.test(value);
}

function deletes(value: string | null): boolean {
  const life = parsed(value ?? 'null');
  return !isObject(life) || life.deleted !== false;
}

/** A Provenance with a signature signs what it names; one that names nothing signs nothing. */
function judgeSigning(table: RoleTable, role: Role, json: string): Refusal | null {
  const provenance = parsed(json);
  if (!isObject(provenance) || objectsIn(provenance.signature).length === 0) return null;
  const types = objectsIn(provenance.target).map((target) => textIn(target.reference).split('/', 1)[0] ?? '');
  return types.every((type) => mayAlso(table, role, 'sign', type)) ? null : 'sign';
}

/** Null for what is no JSON: it is refused elsewhere. */
function parsed(json: string): Json {
  try {
    return parseJson(json);
  } catch {
    return null;
  }
}
