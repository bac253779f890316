import { describe, expect, it } from 'vitest';
import { recordsOf, runView } from '../../../../electron/vault/analysis/views/run.ts';
import type { Reader, SqlValue } from '../../../../electron/vault/storage/database.ts';
import { withRecords } from '../../../conformance/sql-on-fhir/suite.ts';
import { viewOf } from './support.ts';

const RECORDS = Array.from({ length: 9 }, (_, n) => ({
  resourceType: n % 3 === 2 ? 'Patient' : 'Group',
  id: `r${n}`,
}));

describe('the records of a page', () => {
  it('are found in their order, those of a type that stand', () => {
    withRecords(RECORDS, (store) => {
      const [first = 0, ...rest] = recordsOf(store, 'Group');
      expect(rest).toEqual([1, 3, 4, 6, 7].map((n) => first + n));
      expect(recordsOf(store, 'Group', first + 1, 2)).toEqual([first + 3, first + 4]);
      store.transaction((writer) => writer.run('UPDATE record SET deleted = 1 WHERE rid = ?', first + 3));
      expect(recordsOf(store, 'Group', first + 1, 2)).toEqual([first + 4, first + 6]);
    });
  });

  it('are found without reading those before them, or any as a whole', () => {
    withRecords([], (store) => {
      const plans: string[] = [];
      const explaining = {
        all: (sql: string, ...params: never[]) => {
          plans.push(...store.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, ...params).map((row) => row.detail));
          return [];
        },
      } as unknown as Reader;
      recordsOf(explaining, 'Group', 5, 10);
      expect(plans).toEqual(['SEARCH record USING COVERING INDEX record_standing (type=? AND rowid>?)']);
    });
  });

  it('are not all found before the first rows are there', () => {
    const records = Array.from({ length: 300 }, (_, n) => ({ resourceType: 'Group', id: `g${n}` }));
    withRecords(records, (store) => {
      const read: number[] = [];
      const counting: Reader = {
        ...store,
        all: <T>(sql: string, ...params: SqlValue[]) => {
          const rows = store.all<T>(sql, ...params);
          read.push(rows.length);
          return rows;
        },
      };
      void runView(counting, viewOf('Group', 'id')).next();
      expect(read).toEqual([200]);
    });
  });
});
