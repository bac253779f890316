import { evalSqlOnFhir } from '@medplum/core';
import type { Resource, ViewDefinition } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledView, checkView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import type { Store } from '../../../../electron/vault/storage/database.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { keepRecords, withRecords } from '../../../conformance/sql-on-fhir/suite.ts';
import { runs } from '../../../support/runs.ts';

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
const patients = fc
  .array(patient, { minLength: 1, maxLength: 4 })
  .map((all) => all.map((one, n) => plain({ resourceType: 'Patient', id: `p${n}`, ...one })));

/** What stands at a place: lists of parts by their names, texts, numbers, truth values. */
interface Kind {
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
const PATIENT: Kind = {
  lists: { name: NAME, telecom: TELECOM, contact: CONTACT, 'contact.telecom': TELECOM },
  texts: ['id', 'gender', 'birthDate', 'name.family', 'name.given.first()', "'x'"],
  numbers: ['multipleBirth.ofType(integer)', 'name.count()', '3'],
  truths: ['active', 'deceased.ofType(boolean)', 'true'],
};

const of = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const quoted = word.map((text) => `'${text.replaceAll("'", "\\'")}'`);

/** A condition that is true or false of a place; of no value it is neither. */
function truth(kind: Kind, depth: number): fc.Arbitrary<string> {
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
function list(kind: Kind): fc.Arbitrary<{ path: string; kind: Kind }> | null {
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

function value(kind: Kind): fc.Arbitrary<string> {
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

const views = fc
  .record({
    select: fc.array(selection(PATIENT, 2), { minLength: 1, maxLength: 2 }),
    where: fc.array(
      truth(PATIENT, 1).map((path) => ({ path })),
      { maxLength: 1 },
    ),
  })
  .map((view) => named({ resource: 'Patient', status: 'active', ...view } as unknown as Json) as JsonObject);

/** The other evaluation's rows. */
function theirs(view: JsonObject, resources: readonly JsonObject[]): readonly Record<string, unknown>[] | 'refused' {
  try {
    return evalSqlOnFhir(view as unknown as ViewDefinition, structuredClone(resources) as unknown as Resource[]);
  } catch {
    return 'refused';
  }
}

/** Rows as texts in an order of their own. Of no values there an empty list, or none, is NULL; in a row that stands for nothing some columns are missing. */
function texts(rows: readonly Record<string, unknown>[], columns: readonly { name: string; type: string }[]): string[] {
  return rows
    .map((row) =>
      JSON.stringify(
        columns.map(({ name }) => {
          const cell = row[name] ?? null;
          return Array.isArray(cell) && cell.length === 0 ? null : cell;
        }),
      ),
    )
    .sort();
}

describe('random definitions over random records', () => {
  it('give what @medplum/core gives in memory', () => {
    let compared = 0;
    withRecords([], (store) => {
      fc.assert(
        fc.property(views, patients, (view, resources) => {
          const checked = checkView(view);
          if ('fault' in checked) throw new Error(JSON.stringify(checked.fault));
          const expected = theirs(view, resources);
          // a value of a row that is not there, because a loop beside it found nothing, is not looked at here
          if (expected === 'refused') return;
          keepRecords(store, resources);
          compared += 1;
          expect(texts([...viewRows(store, checked)], checked.columns)).toEqual(texts(expected, checked.columns));
        }),
        { numRuns: runs(300) },
      );
    });
    expect(compared).toBeGreaterThan(0);
  });
});

const ATOMS = [
  'name',
  'name.given',
  'name.family',
  'contact',
  'contact.name',
  'active',
  'birthDate',
  'extension',
  'extension.value',
  'deceased',
  'multipleBirth',
  'unheardOf',
  'unheardOf.of',
  'id',
  'contained',
  'link.other',
  'photo',
  'telecom.period',
  '$this',
  '%resource',
  '{}',
  "'a'",
  "''",
  '1',
  '1.50',
  'true',
  '@2020-01',
  '@2020-01-01T10:00:00Z',
  '@T10:00',
  '%rowIndex',
  '%clinicDay',
] as const;
const BARE = [
  'first',
  'last',
  'tail',
  'single',
  'exists',
  'empty',
  'not',
  'count',
  'distinct',
  'isDistinct',
  'allTrue',
  'anyFalse',
  'hasValue',
  'join',
  'length',
  'upper',
  'trim',
  'toString',
  'toInteger',
  'toDecimal',
  'abs',
  'floor',
  'round',
  'sqrt',
  'ln',
  'getResourceKey',
  'getReferenceKey',
  'lowBoundary',
  'highBoundary',
] as const;
const TAKING = [
  'where',
  'select',
  'all',
  'exists',
  'repeat',
  'extension',
  'join',
  'startsWith',
  'contains',
  'indexOf',
  'substring',
  'union',
  'combine',
  'skip',
  'take',
  'power',
  'round',
  'lowBoundary',
] as const;
const OPERATORS = [
  'and',
  'or',
  'xor',
  'implies',
  '=',
  '!=',
  '~',
  '!~',
  '<',
  '>=',
  '|',
  '+',
  '-',
  '*',
  '/',
  'div',
  'mod',
  '&',
  'in',
  'contains',
] as const;
const TYPES = [
  'string',
  'boolean',
  'integer',
  'decimal',
  'Quantity',
  'Period',
  'Patient',
  'Organization',
  'HumanName',
  'FHIR.code',
  'System.String',
  'Nonsense',
] as const;

/** Records that are no FHIR. */
const ODD: readonly JsonObject[] = [
  {
    resourceType: 'Patient',
    id: '1',
    name: 'text',
    contact: { name: [1, null, true, 'x'] },
    active: 'no',
    given: [null, {}],
  },
  {
    resourceType: 'Patient',
    id: '2',
    name: [{ family: { a: 1 }, given: 'g' }, 5, [['x']]],
    extension: [{ url: 5 }, 'x'],
  },
  { resourceType: 'Patient', id: '3', name: [{ family: 'F', given: ['a', null] }] },
];

/** What is compiled runs, or says which value it does not take. */
function expectRows(store: Store, view: CompiledView): void {
  try {
    expect([...viewRows(store, view)].length).toBeGreaterThanOrEqual(0);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    expect(error.failure.code).toBe('view-invalid');
  }
}

describe('anything at all', () => {
  const fragment = fc.oneof(
    views.map((view) => view as Json),
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.string(),
    of([
      'name',
      'name.given',
      '$this',
      '%resource',
      '{}',
      "''",
      '@2020',
      '1.5',
      'where(',
      ')',
      "'",
      '[0]',
      'is',
      'value.ofType(Quantity)',
      'a.b.c',
      '-1',
    ]),
  );
  const path = fc
    .array(
      fc.oneof(
        of([
          'name',
          '.',
          'given',
          '(',
          ')',
          "'a'",
          '=',
          ' and ',
          'where',
          '[',
          ']',
          '0',
          '%x',
          '$this',
          '|',
          ',',
          ' is ',
          'first()',
          '`a`',
          '\\',
          '"',
          '\n',
          '@2020-01',
          '{}',
          '.ofType(',
          'Quantity',
          'repeat(',
          'extension(',
          '-',
          '+',
          'join()',
        ]),
        fc.string({ maxLength: 3 }),
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join(''));
  const definition = fc.oneof(
    fc.jsonValue() as fc.Arbitrary<Json>,
    fc.record(
      {
        resource: fc.oneof(of(['Patient', 'Observation', 'Bundle']), fc.string()),
        select: fc.oneof(
          fragment,
          fc.array(
            fc.oneof(
              fragment,
              fc.record(
                {
                  column: fc.array(
                    fc.record({ name: of(['a', 'b']), path: fc.oneof(path, fragment), collection: fc.boolean() }),
                    { maxLength: 2 },
                  ),
                  forEachOrNull: fc.oneof(path, fc.constant('name')),
                  unionAll: fc.oneof(fragment, fc.constant([])),
                },
                { requiredKeys: ['column'] },
              ),
            ),
            { maxLength: 3 },
          ),
        ),
        where: fc.oneof(fragment, fc.array(fc.record({ path }), { maxLength: 2 })),
        constant: fc.oneof(
          fragment,
          fc.array(fc.record({ name: of(['x', 'y']), valueString: fc.string() }), { maxLength: 2 }),
        ),
      },
      { requiredKeys: ['resource', 'select'] },
    ) as fc.Arbitrary<Json>,
  );

  /** Any function of anything. */
  const { path: anyPath } = fc.letrec<{ path: string }>((tie) => ({
    path: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      of(ATOMS),
      fc.tuple(tie('path'), of(ATOMS)).map(([a, b]) => `(${a}).${/^[a-zA-Z]+$/.test(b) ? b : 'name'}`),
      fc.tuple(tie('path'), of(BARE)).map(([a, f]) => `(${a}).${f}()`),
      fc.tuple(tie('path'), of(TAKING), tie('path')).map(([a, f, b]) => `(${a}).${f}(${b})`),
      fc.tuple(tie('path'), of(OPERATORS), tie('path')).map(([a, sign, b]) => `(${a}) ${sign} (${b})`),
      fc.tuple(tie('path'), of(['ofType', 'is', 'as']), of(TYPES)).map(([a, f, type]) => `(${a}).${f}(${type})`),
      fc.tuple(tie('path'), tie('path')).map(([a, b]) => `(${a})[${b}]`),
      fc.tuple(tie('path'), tie('path'), tie('path')).map(([a, b, c]) => `iif(${a}, ${b}, ${c})`),
    ),
  }));

  it('as a path of any type is compiled or refused, and what is compiled runs', () => {
    let compiled = 0;
    withRecords(ODD, (store) => {
      fc.assert(
        fc.property(
          fc.array(anyPath, { minLength: 1, maxLength: 2 }),
          fc.boolean(),
          fc.boolean(),
          (paths, collection, loop) => {
            const [first = '', second = '$this'] = paths;
            const column = [{ name: 'a', path: loop ? second : first, collection }];
            const view = checkView({
              resource: 'Patient',
              select: [loop ? { forEachOrNull: first, column } : { column }],
            });
            if ('fault' in view) return;
            compiled += 1;
            expectRows(store, view);
          },
        ),
        { numRuns: runs(1500) },
      );
    });
    expect(compiled).toBeGreaterThan(0);
  });

  it('as a definition is compiled or refused, and what is compiled runs', () => {
    let compiled = 0;
    withRecords(ODD, (store) => {
      fc.assert(
        fc.property(definition, (one) => {
          const view = checkView(one);
          if ('fault' in view) return;
          compiled += 1;
          expectRows(store, view);
        }),
        { numRuns: runs(2000) },
      );
    });
    expect(compiled).toBeGreaterThan(0);
  });
});
