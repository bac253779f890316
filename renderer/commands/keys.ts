/**
 * How shortcuts are written and shown. Written as Mantine's hotkeys: `mod+K` (Ctrl, on a Mac Cmd), `alt+Digit1`, `N`, `shift+?`.
 * `Digit1` is a place on the keyboard, for layouts on which a digit or Alt with it makes another character.
 */

const APPLE: Readonly<Record<string, string>> = { mod: '⌘', alt: '⌥', shift: '⇧', enter: '↩' };
const OTHERS: Readonly<Record<string, string>> = { mod: 'Ctrl', alt: 'Alt', shift: 'Shift', enter: 'Enter' };
const ARROWS: Readonly<Record<string, string>> = { arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓' };
const MODIFIERS = ['mod', 'alt', 'shift'];

/** Whether this workstation has the keys of a Mac. */
const APPLE_KEYS = globalThis.navigator?.platform?.startsWith('Mac') ?? false;

/** Its parts as they stand on the keys: `Ctrl`, `K`. */
export function keyCaps(keys: string, apple = APPLE_KEYS): string[] {
  const parts = keys.split('+').map((part) => part.trim());
  const sign = parts.at(-1) ?? '';
  // nobody needs to be told that a question mark takes Shift
  const shown = /^[\p{L}\p{N}]/u.test(sign) ? parts : parts.filter((part) => part.toLowerCase() !== 'shift');
  return shown.map((part) => {
    const low = part.toLowerCase();
    return (apple ? APPLE : OTHERS)[low] ?? ARROWS[low] ?? part.replace(/^Digit/, '');
  });
}

/** `Ctrl K`, for a title or a line of text. */
export function keyWords(keys: string, apple = APPLE_KEYS): string {
  return keyCaps(keys, apple).join(' ');
}

/** `Control+K`, as `aria-keyshortcuts` has it. */
export function ariaKeys(keys: string, apple = APPLE_KEYS): string {
  const names: Readonly<Record<string, string>> = { mod: apple ? 'Meta' : 'Control', alt: 'Alt', shift: 'Shift' };
  return keys
    .split('+')
    .map((part) => names[part.trim().toLowerCase()] ?? part.trim().replace(/^Digit/, ''))
    .join('+');
}

/** Whether it is one character, with nothing held: such keys are for where no field has the focus, and can be switched off. */
export function isLetter(keys: string): boolean {
  const parts = keys.split('+').map((part) => part.trim());
  const held = parts.filter((part) => MODIFIERS.includes(part.toLowerCase()) && part.toLowerCase() !== 'shift');
  return held.length === 0 && [...(parts.at(-1) ?? '')].length === 1;
}

/** Whether it works in fields too: with Ctrl, Cmd or Alt, and the keys above the digits. */
export function worksInFields(keys: string): boolean {
  return /^F\d+$/i.test(keys) || /(^|\+)(mod|ctrl|meta|alt)\+/i.test(keys);
}

/** Whether it means a place on the keyboard. On a Mac a letter with Alt does, for there it makes another character. */
export function isPhysical(keys: string, apple = APPLE_KEYS): boolean {
  return /(^|\+)Digit\d$/.test(keys) || (apple && /^alt\+[a-z]$/i.test(keys));
}
