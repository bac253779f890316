/** Proposals, done to a resource. */
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import type { Path, Proposal } from './contract.ts';

/** The resource with what is proposed; what is only told changes nothing. A list or an object that becomes empty goes too. */
export function applyProposals(resource: JsonObject, proposals: readonly Proposal[]): JsonObject {
  const changes = proposals.filter(({ told }) => !told);
  const added = changes.filter(({ before }) => before === undefined);
  const [members, behind] = [added.filter((one) => !inList(one)), added.filter(inList)];
  // from the end, so that a removal moves nothing that is still to be changed. New members come first: they keep what would become empty;
  // what is new in a list comes behind all that stands there
  const standing = changes.filter(({ before }) => before !== undefined).sort(backwards);
  return [...members, ...standing, ...behind].reduce((before, { at, after }) => {
    const next = replace(before, at, after);
    return isObject(next) ? next : before;
  }, resource);
}

function inList({ at }: Proposal): boolean {
  return typeof at.at(-1) === 'number';
}

function backwards({ at: a }: Proposal, { at: b }: Proposal): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const [one, other] = [a[i] ?? 0, b[i] ?? 0];
    if (one === other) continue;
    if (typeof one === 'number' && typeof other === 'number') return other - one;
    return String(one) < String(other) ? 1 : -1;
  }
  return b.length - a.length;
}

function replace(value: Json | undefined, at: Path, after: Json | undefined): Json | undefined {
  const [step, ...rest] = at;
  if (step === undefined) return after;
  if (typeof step === 'number') {
    if (!Array.isArray(value)) return value;
    const list = value as readonly Json[];
    const changed = replace(list[step], rest, after);
    const next = changed === undefined ? list.toSpliced(step, 1) : list.toSpliced(step, 1, changed);
    return next.length === 0 ? undefined : next;
  }
  if (value !== undefined && !isObject(value)) return value;
  const changed = replace(value?.[step], rest, after);
  if (changed !== undefined) return { ...value, [step]: changed };
  const { [step]: _, ...others } = value ?? {};
  return Object.keys(others).length === 0 ? undefined : others;
}

/** The path in FHIRPath's way of writing: `Patient.name[0].family`. */
export function pathText(type: string, at: Path): string {
  return at.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${step}`), type);
}
