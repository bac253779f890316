/** When a new passphrase, typed twice, can be sent. */
import { expect, test } from 'vitest';
import { judged } from '../../../renderer/bridge/new-passphrase.ts';

const measured = (of: string, score: number) => ({ of, strength: { score, floor: 3 } });

test('typed twice the same and strong enough, it can be sent', () => {
  expect(judged('long words', 'long words', measured('long words', 3))).toEqual({
    strength: { score: 3, floor: 3 },
    weak: false,
    good: true,
  });
});

test('one that is known to be weak, empty or typed differently is not sent', () => {
  expect(judged('123', '123', measured('123', 1))).toMatchObject({ weak: true, good: false });
  expect(judged('', '', undefined)).toMatchObject({ weak: false, good: false });
  expect(judged('long words', 'long word', measured('long words', 4))).toMatchObject({ weak: false, good: false });
});

test('the measure of what was typed before says nothing against what stands there now, but is shown until the next', () => {
  expect(judged('1234 and more', '1234 and more', measured('1234', 0))).toEqual({
    strength: { score: 0, floor: 3 },
    weak: false,
    good: true,
  });
  expect(judged('', '', measured('1234', 0)).strength).toBeUndefined();
});

test('where the vault did not answer, it judges when the passphrase is used', () => {
  expect(judged('long words', 'long words', undefined)).toMatchObject({ weak: false, good: true });
});
