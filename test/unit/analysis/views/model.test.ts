import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import { ExpectedError } from '../../../../shared/base/result.ts';
import { keepRecords, withRecords } from '../../../conformance/sql-on-fhir/suite.ts';
import { runs } from '../../../support/runs.ts';
import { type ModelColumn, type ModelSelection, type ModelView, modelRows, SeveralValues } from './model.ts';
import { type Kind, list, of, PATIENT, patients, truth, value } from './random-views.ts';

/** A text is now and then a constant. */
const named = (path: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.tuple(path, fc.boolean()).map(([text, asConstant]) => (asConstant ? text.replaceAll("'a'", '%a') : text));

/** Columns of the same name are alike in all branches: every second one is a list. */
function column(kind: Kind, name: string): fc.Arbitrary<ModelColumn> {
  if (Number(name.slice(1)) % 2 === 1) {
    const any = fc.oneof({ weight: 6, arbitrary: value(kind) }, { weight: 1, arbitrary: fc.constant('%rowIndex') });
    return named(any).map((path) => ({ name, path, collection: true }));
  }
  const one = of([...kind.texts.filter((path) => path !== 'given'), "'x'"]);
  return named(one).map((path) => ({ name, path, collection: false }));
}

const all = <T>(values: readonly fc.Arbitrary<T>[]): fc.Arbitrary<T[]> =>
  values.length === 0 ? fc.constant([]) : fc.tuple(...values);

/** A selection that gives these columns, in this order, anywhere in it; it may loop without having any. */
function selection(kind: Kind, names: readonly string[], depth: number): fc.Arbitrary<ModelSelection> {
  const inside = (here: Kind): fc.Arbitrary<ModelSelection> => {
    if (depth === 0)
      return all(names.map((name) => column(here, name))).map((own) => ({ column: own, select: [], unionAll: [] }));
    return fc.tuple(fc.nat(names.length), fc.nat(names.length), fc.nat(names.length), fc.nat(2)).chain((places) => {
      const [a = 0, b = 0, c = 0] = places.slice(0, 3).sort((x, y) => x - y);
      const below = (some: readonly string[]): fc.Arbitrary<ModelSelection> => selection(here, some, depth - 1);
      const parts = [names.slice(a, b), names.slice(b, c)].filter((part) => part.length > 0);
      const rest = names.slice(c);
      return fc.record({
        column: all(names.slice(0, a).map((name) => column(here, name))),
        select: all(parts.map(below)),
        unionAll: rest.length === 0 ? fc.constant([]) : all(Array.from({ length: places[3] + 1 }, () => below(rest))),
      });
    });
  };
  const loops = list(kind);
  if (!loops) return inside(kind);
  const looped = fc
    .tuple(loops, of(['forEach', 'forEachOrNull'] as const))
    .chain(([{ path, kind: part }, how]) =>
      fc.tuple(named(fc.constant(path)), inside(part)).map(([text, node]) => ({ [how]: text, ...node })),
    );
  return fc.oneof({ weight: 2, arbitrary: inside(kind) }, { weight: 3, arbitrary: looped });
}

const NAMES = ['c0', 'c1', 'c2', 'c3', 'c4'];
const views: fc.Arbitrary<ModelView> = fc
  .tuple(fc.integer({ min: 1, max: NAMES.length }), fc.nat(NAMES.length))
  .chain(([count, cut]) => {
    const names = NAMES.slice(0, count);
    const parts = [names.slice(0, cut), names.slice(cut)].filter((part) => part.length > 0);
    return fc.record({
      resource: fc.constant('Patient'),
      constant: fc.constant([{ name: 'a', valueString: 'a' }]),
      where: fc.array(
        named(truth(PATIENT, 1)).map((path) => ({ path })),
        { maxLength: 1 },
      ),
      select: all(parts.map((part) => selection(PATIENT, part, 3))),
    });
  });

type Rows = readonly Record<string, unknown>[];

/** Rows as texts in an order of their own; in a row that stands for nothing a list is NULL, and an empty list is written so, too. */
function texts(rows: Rows): string[] {
  const cell = (one: unknown): unknown => (Array.isArray(one) && one.length === 0 ? null : (one ?? null));
  return rows.map((row) => JSON.stringify(NAMES.map((name) => cell(row[name])))).sort();
}

function orSeveral(work: () => Rows): string[] | 'several-values' {
  try {
    return texts(work());
  } catch (error) {
    const ours = error instanceof ExpectedError && error.failure.params?.fault === 'several-values';
    if (ours || error instanceof SeveralValues) return 'several-values';
    throw error;
  }
}

describe('loops, unions and what stands in them', () => {
  it("give the rows of the specification's processing model, whatever stands in what", () => {
    const seen = { rows: 0, unions: 0, nothing: 0 };
    withRecords([], (store) => {
      fc.assert(
        fc.property(views, patients, (view, records) => {
          const checked = checkView(view);
          if ('fault' in checked) {
            // many loops beside one another
            expect(checked.fault.code).toBe('too-large');
            return;
          }
          keepRecords(store, records);
          const expected = orSeveral(() => modelRows(view, structuredClone(records)));
          expect(orSeveral(() => [...viewRows(store, checked)])).toEqual(expected);
          const text = JSON.stringify(view.select);
          if (expected.length > 1) seen.rows += 1;
          if (/"unionAll":\[\{.*"unionAll":\[\{/.test(text)) seen.unions += 1;
          if (text.includes('forEachOrNull')) seen.nothing += 1;
        }),
        { numRuns: runs(300) },
      );
    });
    for (const times of Object.values(seen)) expect(times).toBeGreaterThan(0);
  });
});
