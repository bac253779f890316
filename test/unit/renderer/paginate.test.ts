import { expect, it } from 'vitest';
import { type Measured, paginate } from '../../../renderer/ui/paper/paginate.ts';

const block = (height: number, more: Partial<Measured> = {}): Measured => ({
  height,
  head: 0,
  keep: false,
  fresh: false,
  ...more,
});

it('is one page, though there is nothing on it', () => {
  expect(paginate([], 100, 100)).toEqual([[]]);
});

it('goes on on the next page where a block does not fit', () => {
  const blocks = [block(40), block(40), block(40), block(40)];
  expect(paginate(blocks, 80, 120)).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

it('keeps a heading with what follows, and a row with a signature', () => {
  const blocks = [block(70), block(10, { keep: true }), block(30), block(60)];
  expect(paginate(blocks, 100, 100)).toEqual([[0], [1, 2, 3]]);
});

it('leaves room for the head of a table that is repeated', () => {
  const rows = Array.from({ length: 5 }, () => block(30, { head: 20 }));
  expect(paginate([block(20, { keep: true }), ...rows], 80, 80)).toEqual([[0, 1, 2], [3, 4], [5]]);
});

it('begins a page where that is asked, and puts what is higher than a page on one of its own', () => {
  const blocks = [block(10), block(10, { fresh: true }), block(500), block(10)];
  expect(paginate(blocks, 100, 100)).toEqual([[0], [1], [2], [3]]);
});

it('loses no block, whatever their heights', () => {
  const blocks = Array.from({ length: 200 }, (_, n) =>
    block((n * 37) % 90, { keep: n % 7 === 0, fresh: n % 41 === 0, head: n % 3 === 0 ? 8 : 0 }),
  );
  expect(paginate(blocks, 60, 100).flat()).toEqual(blocks.map((_, n) => n));
});
