import { expect, it } from 'vitest';
import { MOST, nextToCall } from '../../../renderer/screens/analysis/recall-list.ts';
import type { FigureRecord } from '../../../renderer/screens/analysis/useRecords.ts';

const of = (id: string | undefined) => ({ hit: id === undefined ? null : ({ id } as FigureRecord['hit']) });

it('calls in each patient of a list once, in its order, and nobody who is not there', () => {
  expect(nextToCall([of('b'), of(undefined), of('a'), of('b')], [])).toEqual(['b', 'a']);
});

it('takes as many as are called in at once, and then the rest', () => {
  const all = Array.from({ length: MOST + 20 }, (_, n) => `p${n}`);
  const records = all.map(of);
  const first = nextToCall(records, []);
  expect(first).toEqual(all.slice(0, MOST));
  expect(nextToCall(records, first)).toEqual(all.slice(MOST));
  expect(nextToCall(records, all)).toEqual([]);
});
