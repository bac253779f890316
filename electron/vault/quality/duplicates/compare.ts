/** Two persons as a level of agreement per field. */
import { type Field, Level, type Person, type Value } from './contract.ts';
import { areNeighbours, kinds } from './kinds.ts';

/** What two persons agree on, field by field. */
export interface Comparison {
  readonly levels: readonly number[];
  /** The value that both have, of each field that agrees exactly: a rare one says more. */
  readonly values: readonly (string | undefined)[];
}

/** Compares persons of the same fields. */
export function comparer(fields: readonly Field[]): (a: Person, b: Person) => Comparison {
  const neighbours = fields.map((field, place) =>
    fields.flatMap((other, at) => (at !== place && areNeighbours(field.kind, other.kind) ? [at] : [])),
  );
  return (a, b) => {
    const values: (string | undefined)[] = [];
    const levels = fields.map(({ kind }, place) => {
      const [mine, theirs] = [a[place] ?? [], b[place] ?? []];
      const level = best(kind, mine, theirs);
      if (level === Level.exact) values[place] = sharedKey(mine, theirs);
      return level;
    });
    for (const place of fields.keys()) cross(fields, a, b, levels, place, neighbours[place] ?? []);
    return { levels, values };
  };
}

/**
 * A value that stands in the other's neighbouring field is told once. Where what is left of both agrees as well, or is not known, it
 * says nothing more; where it differs, that speaks for itself: Amy Church and Church, Jacob are two of one family.
 */
function cross(
  fields: readonly Field[],
  a: Person,
  b: Person,
  levels: number[],
  place: number,
  neighbours: readonly number[],
): void {
  if ((levels[place] ?? 0) > Level.loose) return;
  const of = (person: Person, at: number): readonly Value[] => person[at] ?? [];
  for (const other of neighbours) {
    if ((levels[other] ?? 0) > Level.loose) continue;
    const [here, there] = [isShared(of(a, place), of(b, other)), isShared(of(b, place), of(a, other))];
    if (!here && !there) continue;
    const kind = fields[place]?.kind ?? 'text';
    const rest = here ? best(kind, of(a, other), of(b, place)) : best(kind, of(b, other), of(a, place));
    // what a household shares is what was crossed, unless all of it agrees
    const whole = rest >= Level.close;
    const [told, left] = !whole && kinds[fields[other]?.kind ?? 'text'].shared ? [other, place] : [place, other];
    levels[told] = Level.crossed;
    levels[left] = whole || rest === Level.missing ? Level.missing : rest;
    return;
  }
}

function best(kind: Field['kind'], mine: readonly Value[], theirs: readonly Value[]): number {
  let level: number = Level.missing;
  for (const a of mine) {
    for (const b of theirs) {
      level = Math.max(level, kinds[kind].compare(a, b));
      if (level === Level.exact) return level;
    }
  }
  return level;
}

/** Whether both have a value, or one that sounds like it: a Chinese name in characters and in pinyin. */
function isShared(mine: readonly Value[], theirs: readonly Value[]): boolean {
  return mine.some((a) => theirs.some((b) => a.key === b.key || (a.sound !== '' && a.sound === b.sound)));
}

function sharedKey(mine: readonly Value[], theirs: readonly Value[]): string | undefined {
  return mine.find((a) => theirs.some((b) => a.key === b.key))?.key;
}
