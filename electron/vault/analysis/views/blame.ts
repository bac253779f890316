/** Which part of a definition it is whose statement fails while it runs. SQLite does not say it: each part is tried by itself. */
import type { JsonObject } from '../../../../shared/records/json.ts';

/** A part of a definition that is a definition by itself, and where it stands in the whole. */
export interface Part {
  readonly place: string;
  readonly definition: JsonObject;
}

type Selection = JsonObject & {
  readonly column?: readonly JsonObject[];
  readonly select?: readonly Selection[];
  readonly unionAll?: readonly Selection[];
};

/** Something that every record has. */
const ANY = { name: 'any', path: 'getResourceKey()' };
const LOOPS = ['forEach', 'forEachOrNull', 'repeat'] as const;

/** The parts of a definition that is valid, with the columns that were asked for: conditions first, a loop before what stands in it. */
export function* partsOf(definition: JsonObject, only?: readonly string[]): Generator<Part> {
  const { resource, constant = [], where, select } = definition as JsonObject & { select: readonly Selection[] };
  const conditions = (where ?? []) as readonly JsonObject[];
  for (const [n, condition] of conditions.entries())
    yield {
      place: `where[${n}].path`,
      definition: { resource, constant, where: [condition], select: [{ column: [ANY] }] } as JsonObject,
    };
  for (const [n, one] of select.entries())
    yield* partsIn(
      one,
      `select[${n}]`,
      only,
      (part) => ({ resource, constant, where: conditions, select: [part] }) as unknown as JsonObject,
    );
}

function* partsIn(
  one: Selection,
  place: string,
  only: readonly string[] | undefined,
  whole: (part: JsonObject) => JsonObject,
): Generator<Part> {
  const loop = LOOPS.find((name) => (one[name] ?? null) !== null);
  const inLoop = (part: JsonObject): JsonObject =>
    whole(loop === undefined ? part : ({ ...part, [loop]: one[loop] } as JsonObject));
  if (loop !== undefined) yield { place: `${place}.${loop}`, definition: inLoop({ column: [ANY] }) };
  for (const [n, column] of (one.column ?? []).entries())
    if (only?.includes(String(column.name)) ?? true)
      yield { place: `${place}.column[${n}].path`, definition: inLoop({ column: [column] }) };
  for (const name of ['select', 'unionAll'] as const)
    for (const [n, inner] of (one[name] ?? []).entries())
      yield* partsIn(inner, `${place}.${name}[${n}]`, only, (part) => inLoop({ select: [part] }));
}
