/** What Enter does in a form, decided without a document: the hook beside this file carries it out. */

/** As much of a keydown as the decision takes. */
export interface EnterPress {
  readonly key: string;
  /** 229 while an input method has the key, also where `isComposing` is not told. */
  readonly keyCode: number;
  readonly isComposing: boolean;
  readonly defaultPrevented: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** As much of a form's element as the decision takes. */
export interface FormField {
  /** In capitals, as the document has it. */
  readonly tagName: string;
  /** Of an input or a button; empty for others. */
  readonly type: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly readOnly: boolean;
  /** Of a radio button or a checkbox. */
  readonly checked: boolean;
  readonly tabIndex: number;
  /** Has room on the page. */
  readonly visible: boolean;
  /** A field with a list of proposals: `open` while they are shown. */
  readonly list: 'none' | 'closed' | 'open';
}

export type EnterDoes = 'nothing' | 'next' | 'submit';

/** Inputs in which nothing is written, and on which Enter does what it does for a button. */
const PRESSED = new Set(['submit', 'reset', 'button', 'image', 'file', 'hidden']);

/** Whether an input method is putting together what is typed: its Enter takes a word over, and is nobody else's. */
export function isComposing(press: Pick<EnterPress, 'isComposing' | 'keyCode'>): boolean {
  return press.isComposing || press.keyCode === 229;
}

/** What a keydown in a form does: go on to the next field, send the form, or whatever it does anyway. */
export function whatEnterDoes(press: EnterPress, field: FormField): EnterDoes {
  if (press.key !== 'Enter' || press.defaultPrevented || isComposing(press)) return 'nothing';
  if (press.shiftKey || press.altKey) return 'nothing';
  if (field.list === 'open') return 'nothing';
  if (press.ctrlKey || press.metaKey) return 'submit';
  const written = field.tagName === 'SELECT' || (field.tagName === 'INPUT' && !PRESSED.has(field.type));
  return written ? 'next' : 'nothing';
}

/** Whether Enter may go there: what a person can write or choose in now. */
function takesFocus(field: FormField): boolean {
  if (field.disabled || !field.visible) return false;
  if (field.tagName === 'TEXTAREA') return !field.readOnly && field.tabIndex >= 0;
  if (field.tagName !== 'INPUT') return field.tagName === 'SELECT' && field.tabIndex >= 0;
  if (PRESSED.has(field.type)) return false;
  // what proposes a list is read-only where it cannot be typed in, and is chosen in all the same
  return (!field.readOnly || field.list !== 'none') && field.tabIndex >= 0;
}

/**
 * Where Enter goes from `at`: the index of the next field, or undefined after the last one. Radio buttons of one name count
 * as one field, which is entered at the one that is chosen.
 */
export function nextField(fields: readonly FormField[], at: number): number | undefined {
  const here = fields[at];
  const group = here?.type === 'radio' ? here.name : undefined;
  for (let index = at + 1; index < fields.length; index += 1) {
    const field = fields[index];
    if (!field || !takesFocus(field)) continue;
    if (field.type !== 'radio' || field.name === '') return index;
    if (field.name === group) continue;
    const chosen = fields.findIndex((each) => each.type === 'radio' && each.name === field.name && each.checked);
    return chosen > at ? chosen : index;
  }
  return undefined;
}
