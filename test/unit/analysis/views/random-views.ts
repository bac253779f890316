/** Random definitions over random patients, of what both evaluations can compute. */
import fc from 'fast-check';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';

const word = fc.constantFrom('a', 'b', 'c', "d'e", 'f"g', '王');
const some = <T>(value: fc.Arbitrary<T>, most = 3): fc.Arbitrary<T[] | undefined> =>
  fc.option(fc.array(value, { minLength: 1, maxLength: most }), { nil: undefined });
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });

/** FHIR has no empty objects. */
const full = <T extends object>(value: fc.Arbitrary<T>): fc.Arbitrary<T> =>
  value.filter((one) => Object.values(one).some((member) => member !== undefined));

const telecom = fc.record({ system: fc.constantFrom('phone', 'email'), value: word, rank: maybe(fc.nat(4)) });
const name = full(
  fc.record({ use: maybe(fc.constantFrom('official', 'usual')), family: maybe(word), given: some(word) }),
);
const patient = fc.record({
  active: maybe(fc.boolean()),
  gender: maybe(fc.constantFrom('male', 'female')),
  birthDate: maybe(fc.constantFrom('1980-01-02', '1990-05-06')),
  name: some(name),
  telecom: some(telecom),
  contact: some(
    full(fc.record({ name: maybe(name), gender: maybe(fc.constantFrom('male', 'female')), telecom: some(telecom) })),
    2,
  ),
  deceasedBoolean: maybe(fc.boolean()),
  multipleBirthInteger: maybe(fc.nat(5)),
});

/** Without members that are undefined, as records are. */
const plain = (value: unknown): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;
export const patients = fc
  .array(patient, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((one, n) => plain({ resourceType: 'Patient', id: `p${n}`, ...one })));

/** What stands at a place: lists of parts by their names, texts, numbers, truth values. */
export interface Kind {
  readonly lists: Readonly<Record<string, Kind>>;
  readonly texts: readonly string[];
  readonly numbers: readonly string[];
  readonly truths: readonly string[];
}
const TELECOM: Kind = { lists: {}, texts: ['system', 'value'], numbers: ['rank'], truths: [] };
const NAME: Kind = {
  lists: {},
  texts: ['use', 'family', 'given', 'given.first()', 'given.last()'],
  numbers: ['given.count()'],
  truths: [],
};
const CONTACT: Kind = {
  lists: { telecom: TELECOM },
  texts: ['gender', 'name.family', 'name.given'],
  numbers: ['telecom.rank'],
  truths: [],
};
export const PATIENT: Kind = {
  lists: { name: NAME, telecom: TELECOM, contact: CONTACT, 'contact.telecom': TELECOM },
  texts: ['id', 'gender', 'birthDate', 'name.family', 'name.given.first()', "'x'"],
  numbers: ['multipleBirth.ofType(integer)', 'name.count()', '3'],
  truths: ['active', 'deceased.ofType(boolean)', 'true'],
};

export const of = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const quoted = word.map((text) => `'${text.replaceAll("'", "\\'")}'`);

/** A condition that is true or false of a place; of no value it is neither. */
export function truth(kind: Kind, depth: number): fc.Arbitrary<string> {
  const options: fc.Arbitrary<string>[] = [
    fc.tuple(of(kind.texts), of(['=', '!=']), quoted).map(([text, sign, value]) => `${text} ${sign} ${value}`),
    of(kind.texts).chain((text) => of([`${text}.exists()`, `${text}.empty()`, `${text}.exists().not()`])),
  ];
  if (kind.numbers.length > 0)
    options.push(
      fc
        .tuple(of(kind.numbers), of(['<', '<=', '>', '>=', '=']), fc.nat(4))
        .map(([a, sign, b]) => `${a}.first() ${sign} ${b}`),
    );
  if (kind.truths.length > 0) options.push(of(kind.truths).map((one) => `(${one})`));
  if (depth > 0) {
    const inner = truth(kind, depth - 1);
    options.push(fc.tuple(inner, of(['and', 'or']), inner).map(([a, sign, b]) => `(${a}) ${sign} (${b})`));
    for (const [list, part] of Object.entries(kind.lists))
      options.push(
        truth(part, depth - 1).chain((one) =>
          of([`${list}.exists(${one})`, `${list}.where(${one}).empty()`, `${list}.all((${one}) = true)`]),
        ),
      );
  }
  return fc.oneof(...options);
}

/** A list below a place, as it is or a part of it. */
export function list(kind: Kind): fc.Arbitrary<{ path: string; kind: Kind }> | null {
  const lists = Object.entries(kind.lists);
  if (lists.length === 0) return null;
  return of(lists).chain(([path, part]) =>
    fc.oneof(
      fc.constant({ path, kind: part }),
      truth(part, 1).map((one) => ({ path: `${path}.where(${one})`, kind: part })),
      fc.nat(2).map((at) => ({ path: `${path}[${at}]`, kind: part })),
      of(['first()', 'last()', 'tail()', 'skip(1)', 'take(2)']).map((some) => ({
        path: `${path}.${some}`,
        kind: part,
      })),
    ),
  );
}

export function value(kind: Kind): fc.Arbitrary<string> {
  const below = list(kind);
  const own = [...kind.texts, ...kind.numbers, ...kind.truths];
  const options = [of(own), truth(kind, 2).map((one) => `(${one})`), of(kind.texts).map((one) => `${one}.join('-')`)];
  if (kind.numbers.length > 0)
    options.push(
      fc.tuple(of(kind.numbers), of(['+', '-', '*']), fc.nat(3)).map(([a, sign, b]) => `${a}.first() ${sign} ${b}`),
    );
  if (below)
    options.push(
      below.chain(({ path, kind: part }) =>
        of([...part.texts, ...part.numbers]).chain((leaf) =>
          of([`${path}.${leaf}`, `(${path}).${leaf}.first()`, `${path}.select(${leaf}).count()`]),
        ),
      ),
      below.map(({ path }) => `${path}.count()`),
    );
  return fc.oneof(...options);
}

interface Node {
  readonly [key: string]: Json;
}

function selection(kind: Kind, depth: number): fc.Arbitrary<Node> {
  const columns = (here: Kind): fc.Arbitrary<Node[]> =>
    fc
      .array(fc.record({ path: value(here), collection: fc.boolean() }), { minLength: 1, maxLength: 2 })
      .map((all) => all.map((one) => ({ ...one, name: '' })));
  const inside = (here: Kind): fc.Arbitrary<Node> => {
    const column = columns(here);
    if (depth === 0) return column.map((all) => ({ column: all }));
    const select = fc.array(selection(here, depth - 1), { maxLength: 2 });
    return fc.record({ column, select });
  };
  const below = list(kind);
  const flat = inside(kind);
  if (!below) return flat;
  const looped = fc
    .tuple(below, of(['forEach', 'forEachOrNull']))
    .chain(([{ path, kind: part }, how]) => inside(part).map((node) => ({ [how]: path, ...node })));
  const union = fc.tuple(below, value(kind)).chain(([{ path, kind: part }, other]) =>
    value(part).map((leaf) => ({
      unionAll: [
        { forEach: path, column: [{ name: '', path: leaf, collection: true }] },
        { column: [{ name: '', path: other, collection: true }] },
      ],
    })),
  );
  return fc.oneof(flat, looped, union);
}

/** Gives columns their names; branches of a union have the same. */
function named(node: Json, counter = { at: 0 }): Json {
  if (Array.isArray(node)) return (node as Json[]).map((one) => named(one, counter));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node as JsonObject).map(([key, part]): [string, Json] => {
    if (key === 'name') return [key, `c${counter.at++}`];
    if (key !== 'unionAll') return [key, named(part, counter)];
    const begin = counter.at;
    return [
      key,
      (part as Json[]).map((branch) => {
        counter.at = begin;
        return named(branch, counter);
      }),
    ];
  });
  return Object.fromEntries(entries);
}

export const views = fc
  .record({
    select: fc.array(selection(PATIENT, 2), { minLength: 1, maxLength: 2 }),
    where: fc.array(
      truth(PATIENT, 1).map((path) => ({ path })),
      { maxLength: 1 },
    ),
  })
  .map((view) => named({ resource: 'Patient', status: 'active', ...view } as unknown as Json) as JsonObject);
