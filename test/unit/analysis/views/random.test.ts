import { evalSqlOnFhir } from '@medplum/core';
import type { Resource, ViewDefinition } from '@medplum/fhirtypes';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../../electron/vault/analysis/views/compile.ts';
import { viewRows } from '../../../../electron/vault/analysis/views/run.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { keepRecords, withRecords } from '../../../conformance/sql-on-fhir/suite.ts';
import { runs } from '../../../support/runs.ts';
import { patients, views } from './random-views.ts';

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
          if ('fault' in checked) {
            // many loops beside one another
            expect(checked.fault).toEqual({ code: 'too-large', place: 'select' });
            return;
          }
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
