/** Enter before the answer opens the best hit, but nothing opens by itself once nobody waits for it any more. */
import { beforeEach, describe, expect, it } from 'vitest';
import { createHurried, type Hurried } from '../../../renderer/screens/hurried.ts';

const asked = (text: string) => ({ text, answered: false, failed: false });
const answered = (text: string) => ({ text, answered: true, failed: false });
const failed = (text: string) => ({ text, answered: false, failed: true });

let hurried: Hurried;
beforeEach(() => {
  hurried = createHurried();
});

describe('enter before the answer', () => {
  it('opens the best as soon as it is there, once', () => {
    hurried.press(asked('li'));
    expect(hurried.arrives(asked('li'))).toBe(false);
    expect(hurried.arrives(answered('li'))).toBe(true);
    expect(hurried.arrives(answered('li'))).toBe(false);
  });

  it('opens nothing without Enter, nor of an answer that was there', () => {
    expect(hurried.arrives(answered('li'))).toBe(false);
    hurried.press(answered('li'));
    expect(hurried.arrives(answered('li'))).toBe(false);
  });

  it('opens nothing of a later answer, when the search failed or was given up', () => {
    hurried.press(asked('li'));
    expect(hurried.arrives(failed('li'))).toBe(false);
    expect(hurried.arrives(asked('li'))).toBe(false);
    expect(hurried.arrives(answered('li'))).toBe(false);
    hurried.press(failed('li'));
    expect(hurried.arrives(answered('li'))).toBe(false);
  });

  it('opens nothing for whoever types on, also when they come back', () => {
    hurried.press(asked('li'));
    expect(hurried.arrives(asked('lin'))).toBe(false);
    expect(hurried.arrives(answered('li'))).toBe(false);
  });
});
