/**
 * An independent, naive model of the merge: keeps every write that it has heard of, and answers every question from that
 * set alone. Slow and obvious on purpose; shares no code with shared/merge.
 */
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import { hash } from '../../../shared/crypto/sodium.ts';

export interface NaiveWrite {
  id: string;
  hlc: string;
  register: string;
  value: string | null;
  pos?: number | undefined;
  pred: readonly string[];
}

/** What waits for a decision: the register and what it may become. */
export interface NaiveConflict {
  register: string;
  values: { write: string; value: string | null }[];
}

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

export class NaiveRecord {
  private readonly heard = new Map<string, NaiveWrite>();
  private readonly type: string;
  private readonly id: string;

  constructor(type: string, id: string) {
    this.type = type;
    this.id = id;
  }

  hear(write: NaiveWrite): void {
    this.heard.set(`${write.id} ${write.register}`, write);
  }

  registers(): string[] {
    return [...new Set([...this.heard.values()].map((write) => write.register))].sort();
  }

  /** Writes that no write of the same register names, newest first. */
  current(register: string): NaiveWrite[] {
    const all = [...this.heard.values()].filter((write) => write.register === register);
    return all
      .filter((write) => !all.some((other) => other.id !== write.id && other.pred.includes(write.id)))
      .sort((a, b) => (a.hlc + a.id < b.hlc + b.id ? 1 : -1));
  }

  /** The current writes of every register. */
  state(): Record<string, NaiveWrite[]> {
    return Object.fromEntries(this.registers().map((register) => [register, this.current(register)]));
  }

  /** The inbox: what different people left different. Trifles and remarks are nobody's to decide; `$life` is about everything. */
  conflicts(): NaiveConflict[] {
    const trifles = ['meta', 'text', 'implicitRules'];
    const found = this.registers()
      .filter((register) => register !== '$life' && !trifles.includes(register) && !register.startsWith('$accepted/'))
      .filter((register) => new Set(this.current(register).map((write) => String(write.value))).size > 1)
      .map((register) => ({
        register,
        values: this.current(register).map(({ id, value }) => ({ write: id, value })),
      }));
    if (this.deletions().length > 0 && !this.deleted())
      found.push({
        register: '$life',
        values: this.current('$life').map(({ id, value }) => ({ write: id, value })),
      });
    return found.sort((a, b) => (a.register < b.register ? -1 : 1));
  }

  /** Everybody who spoke last of its life said deleted, and knew everything that stands in the record. */
  deleted(): boolean {
    const last = this.current('$life');
    const deletions = this.deletions();
    if (deletions.length === 0 || deletions.length !== last.length) return false;
    const seen = deletions.flatMap((write) => JSON.parse(write.value ?? '').seen as string[]);
    return this.registers()
      .filter((register) => register !== '$life' && !register.startsWith('$accepted/'))
      .every((register) => this.current(register).every((write) => seen.includes(write.id)));
  }

  /** The resource that is shown, as canonical JSON. */
  shown(): string {
    const resource: Record<string, Plain> = { resourceType: this.type, id: this.id };
    const lists = new Map<string, NaiveWrite[]>();
    for (const register of this.registers().filter((name) => !name.startsWith('$'))) {
      const [list, element] = register.split('/');
      const current = this.current(register);
      if (element === undefined) {
        if (current[0]?.value) Object.assign(resource, JSON.parse(current[0].value));
      } else {
        // of a list's element that one removed and another corrected, the correction is shown
        const stands = current.find((write) => write.value !== null);
        if (stands && list) lists.set(list, [...(lists.get(list) ?? []), stands]);
      }
    }
    for (const [list, elements] of lists) {
      elements.sort((a, b) => (a.pos ?? 0) - (b.pos ?? 0) || (a.register < b.register ? -1 : 1));
      resource[list] = elements.map((write) => JSON.parse(write.value ?? 'null') as Plain);
    }
    return inOrder(resource);
  }

  private deletions(): NaiveWrite[] {
    return this.current('$life').filter((write) => JSON.parse(write.value ?? '{}').deleted === true);
  }
}

/** What a creation says, register by register, of those elements that the tests write. */
export function naiveCreation(resource: Record<string, Plain>): { register: string; value: string; pos?: number }[] {
  const said: { register: string; value: string; pos?: number }[] = [];
  for (const [name, value] of Object.entries(resource)) {
    if (name === 'resourceType' || name === 'id') continue;
    if ((name === 'telecom' || name === 'note') && Array.isArray(value)) said.push(...naiveElements(name, value));
    else said.push({ register: /^(deceased|value)/.exec(name)?.[0] ?? name, value: inOrder({ [name]: value }) });
  }
  return said;
}

/** Each element by its content; equal ones are counted. */
function naiveElements(list: string, elements: Plain[]): { register: string; value: string; pos: number }[] {
  return elements.map(inOrder).map((value, index, all) => {
    const content = toHex(hash('xinglin/element/v1', [utf8(value)], 16)).slice(0, 16);
    const copy = all.slice(0, index).filter((other) => other === value).length + 1;
    return { register: `${list}/${content}${copy > 1 ? `.${copy}` : ''}`, value, pos: index + 1 };
  });
}

/** JSON with every object's names in order. */
function inOrder(value: Plain): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${inOrder(member)}`).join(',')}}`;
}
