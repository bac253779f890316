import { describe, expect, it } from 'vitest';
import { type EnterPress, type FormField, nextField, whatEnterDoes } from '../../../renderer/ui/keys/enter.ts';

const press = (part: Partial<EnterPress> = {}): EnterPress => ({
  key: 'Enter',
  keyCode: 13,
  isComposing: false,
  defaultPrevented: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...part,
});
const field = (part: Partial<FormField> = {}): FormField => ({
  tagName: 'INPUT',
  type: 'text',
  name: '',
  disabled: false,
  readOnly: false,
  checked: false,
  tabIndex: 0,
  visible: true,
  list: 'none',
  ...part,
});
const AREA = field({ tagName: 'TEXTAREA', type: '' });
const BUTTON = field({ tagName: 'BUTTON', type: 'submit' });

describe('Enter in a form', () => {
  it('goes on from what is one line, a choice or a box to tick', () => {
    for (const type of ['text', 'tel', 'password', 'number', 'search', 'radio', 'checkbox', 'date'])
      expect(whatEnterDoes(press(), field({ type })), type).toBe('next');
    expect(whatEnterDoes(press(), field({ tagName: 'SELECT', type: '' }))).toBe('next');
  });

  it('stays with text areas, buttons, files and open lists', () => {
    expect(whatEnterDoes(press(), AREA)).toBe('nothing');
    expect(whatEnterDoes(press(), BUTTON)).toBe('nothing');
    for (const type of ['submit', 'button', 'file', 'reset'])
      expect(whatEnterDoes(press(), field({ type })), type).toBe('nothing');
    expect(whatEnterDoes(press(), field({ list: 'open' }))).toBe('nothing');
    expect(whatEnterDoes(press({ ctrlKey: true }), field({ list: 'open' }))).toBe('nothing');
    expect(whatEnterDoes(press(), field({ list: 'closed' }))).toBe('next');
  });

  it('belongs to the input method while a word is being put together', () => {
    for (const composing of [{ isComposing: true }, { keyCode: 229 }])
      for (const more of [{}, { ctrlKey: true }, { metaKey: true }])
        for (const where of [field(), AREA])
          expect(whatEnterDoes(press({ ...composing, ...more }), where)).toBe('nothing');
  });

  it('sends from anywhere with Ctrl or Cmd, also from a text area', () => {
    for (const key of [{ ctrlKey: true }, { metaKey: true }])
      for (const where of [field(), AREA, BUTTON]) expect(whatEnterDoes(press(key), where)).toBe('submit');
  });

  it('is nothing where somebody else took it, with Shift or Alt, and for other keys', () => {
    for (const part of [{ defaultPrevented: true }, { shiftKey: true }, { altKey: true }, { key: 'a' }, { key: 'Tab' }])
      expect(whatEnterDoes(press(part), field())).toBe('nothing');
  });
});

describe('the next field', () => {
  it('passes over what cannot be filled in', () => {
    const fields = [
      field(),
      field({ disabled: true }),
      field({ visible: false }),
      field({ readOnly: true }),
      field({ tabIndex: -1 }),
      field({ type: 'hidden' }),
      BUTTON,
      field({ tagName: 'FIELDSET', type: '' }),
      AREA,
      field({ readOnly: true, list: 'closed' }),
      field({ tagName: 'SELECT', type: '' }),
      BUTTON,
    ];
    expect([0, 8, 9, 10].map((at) => nextField(fields, at))).toEqual([8, 9, 10, undefined]);
  });

  it('takes the radio buttons of a name as one, entered at the chosen one', () => {
    const radio = (checked: boolean, name = 'sex') => field({ type: 'radio', name, checked });
    const fields = [field(), radio(false), radio(true), radio(false), field(), radio(false, 'x'), radio(false, 'x')];
    expect(nextField(fields, 0)).toBe(2);
    expect(nextField(fields, 2)).toBe(4);
    expect(nextField(fields, 1)).toBe(4);
    expect(nextField(fields, 4)).toBe(5);
    expect(nextField(fields, 5)).toBeUndefined();
  });

  it('is none after the last: there Enter sends the form', () => {
    expect(nextField([field(), BUTTON], 0)).toBeUndefined();
    expect(nextField([], -1)).toBeUndefined();
  });
});
