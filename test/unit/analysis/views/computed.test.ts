/** What a record makes of a view that SQLite cannot compute: a fault with its place, and nothing of the record. */
import { describe, expect, it } from 'vitest';
import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import { LONGEST_PAGE } from '../../../../electron/vault/analysis/views/limits.ts';
import { pageRows, recordsOf } from '../../../../electron/vault/analysis/views/run.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { attempt } from '../../../../shared/base/result.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';

const SECRET = '-9223372036854775808';
const PATIENTS: readonly JsonObject[] = [
  { resourceType: 'Patient', id: 'a', birthDate: '1970-01-02', name: [{ family: 'Li', given: ['5', '6'] }] },
  { resourceType: 'Patient', id: 'b', birthDate: '1970-01-02', name: [{ family: 'Li', given: ['5', SECRET] }] },
];
const OVERFLOW = 'name.given.last().toInteger().abs()';
const FAMILY = { name: 'family', path: 'name.first().family' };

/** `slow`: each statement takes longer than a page may. */
async function faultOf(
  definition: JsonObject,
  { slow = false, only }: { slow?: boolean; only?: readonly string[] } = {},
): Promise<unknown> {
  const store = clinicOf(PATIENTS);
  let statements = 0;
  const reader: Reader = {
    ...store,
    each: (sql, ...params) => {
      statements += 1;
      return store.each(sql, ...params);
    },
  };
  const clock = { now: () => (slow && statements > 1 ? LONGEST_PAGE + 1 : 0) };
  const result = await attempt(() =>
    pageRows(reader, compileView({ resource: 'Patient', ...definition }, only), recordsOf(reader, 'Patient'), {
      clock,
    }),
  );
  if (result.ok) return result.value;
  expect(JSON.stringify(result)).not.toContain(SECRET);
  const { code, params } = result.error;
  return code === 'view-invalid' ? `${params?.fault} at ${params?.place}` : code;
}

describe('what cannot be computed of a record', () => {
  it.each<[string, JsonObject, string]>([
    [
      'in a column',
      { select: [{ column: [FAMILY, { name: 'n', path: OVERFLOW }] }] },
      'overflow at select[0].column[1].path',
    ],
    [
      'in a condition',
      { where: [{ path: 'name.exists()' }, { path: `${OVERFLOW} > 5` }], select: [{ column: [FAMILY] }] },
      'overflow at where[1].path',
    ],
    [
      'in a loop',
      { select: [{ forEach: 'name.where(given.last().toInteger().abs() > 5)', column: [{ name: 'n', path: 'use' }] }] },
      'overflow at select[0].forEach',
    ],
    [
      'below a loop',
      {
        select: [
          { column: [FAMILY] },
          {
            forEachOrNull: 'name',
            select: [{ forEach: 'given', column: [{ name: 'n', path: 'toInteger().abs()' }] }],
          },
        ],
      },
      'overflow at select[1].select[0].column[0].path',
    ],
    [
      'in a branch of a union',
      {
        select: [
          {
            unionAll: [
              { column: [{ name: 'n', path: '1.0' }] },
              { forEach: 'name', column: [{ name: 'n', path: 'given.last().toInteger().abs()' }] },
            ],
          },
        ],
      },
      'overflow at select[0].unionAll[1].column[0].path',
    ],
    [
      'of which a text grows too long',
      {
        constant: [{ name: 'a', valueString: 'aaaaaaaaaa' }],
        select: [{ column: [FAMILY, { name: 'n', path: `%a${".replace('a', %a)".repeat(7)}.length()` }] }],
      },
      'too-large at select[0].column[1].path',
    ],
  ])('is a fault with its place: %s', async (_, definition, fault) => {
    expect(await faultOf(definition)).toBe(fault);
  });

  it('is none of a record that a condition leaves out', async () => {
    const where: Json = [{ path: "name.given.last() = '6'" }];
    expect(await faultOf({ where, select: [{ column: [{ name: 'n', path: OVERFLOW }] }] })).toEqual([{ n: 6 }]);
  });

  it('is of the columns that are asked for, at their places in the whole definition', async () => {
    const column: Json = [
      FAMILY,
      { name: 'm', path: OVERFLOW },
      { name: 'n', path: `name.exists() and ${OVERFLOW} > 1` },
    ];
    expect(await faultOf({ select: [{ column }] }, { only: ['n'] })).toBe('overflow at select[0].column[2].path');
    const several: Json = [FAMILY, { name: 'given', path: 'name.given' }];
    expect(await faultOf({ select: [{ column: several }] }, { only: ['given'] })).toBe(
      'several-values at select[0].column[1].path',
    );
    expect(await faultOf({ select: [{ column: several }] }, { only: ['family'] })).toEqual([
      { family: 'Li' },
      { family: 'Li' },
    ]);
  });

  it('has no place where it takes too long to look for it', async () => {
    const column = [FAMILY, { name: 'n', path: OVERFLOW }] as Json;
    expect(await faultOf({ select: [{ column }] }, { slow: true })).toBe('overflow at .');
  });
});
