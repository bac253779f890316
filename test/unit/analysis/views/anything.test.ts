import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CompiledView, checkView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import type { Store } from '../../../../electron/vault/storage/database.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { withRecords } from '../../../conformance/sql-on-fhir/suite.ts';
import { runs } from '../../../support/runs.ts';
import { of, views } from './random-views.ts';

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
        // one that is compiled, for hardly any of the others is
        {
          numRuns: runs(2000),
          examples: [[{ resource: 'Patient', select: [{ column: [{ name: 'x', path: 'id' }] }] }]],
        },
      );
    });
    expect(compiled).toBeGreaterThan(0);
  });
});
