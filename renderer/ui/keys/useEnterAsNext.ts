/** Enter goes on to the next field, as in the programs that clinics know; after the last it sends the form. */
import { type KeyboardEvent, useCallback } from 'react';
import { type FormField, nextField, whatEnterDoes } from './enter.ts';

/** Inputs whose content is chosen whole on arrival, as with Tab. */
const SELECTED = new Set(['text', 'tel', 'url', 'search', 'number', 'email', 'password']);

function listOf(element: Element): FormField['list'] {
  const proposes = element.getAttribute('role') === 'combobox' || element.hasAttribute('aria-haspopup');
  if (element.getAttribute('aria-expanded') === 'true') return 'open';
  return proposes ? 'closed' : 'none';
}

function fieldOf(element: Element): FormField {
  const input = element as HTMLInputElement;
  return {
    tagName: element.tagName,
    type: element.tagName === 'INPUT' || element.tagName === 'BUTTON' ? input.type : '',
    name: input.name ?? '',
    // also by a fieldset around it
    disabled: element.matches(':disabled'),
    readOnly: input.readOnly ?? false,
    checked: input.checked ?? false,
    tabIndex: input.tabIndex,
    visible: element.getClientRects().length > 0,
    list: listOf(element),
  };
}

/** Sends a form as its own button would: not at all while that is switched off. */
function send(form: HTMLFormElement): void {
  const button = [...form.elements].find(
    (element): element is HTMLButtonElement => element instanceof HTMLButtonElement && element.type === 'submit',
  );
  if (button?.disabled) return;
  form.requestSubmit(button ?? null);
}

/**
 * The `onKeyDown` of a form. Enter in a line goes to the next field that can be written in, and from the last sends the form;
 * Ctrl or Cmd Enter sends it from anywhere. Text areas, buttons and open lists keep their Enter, and so does an input method
 * that is putting a word together.
 */
export function useEnterAsNext(): (event: KeyboardEvent<HTMLFormElement>) => void {
  return useCallback((event) => {
    const form = event.currentTarget;
    const target = event.target as Element;
    // events of a dialog that was opened from this form rise through it as well
    if (!form.contains(target)) return;
    const { nativeEvent } = event;
    const does = whatEnterDoes(nativeEvent, fieldOf(target));
    if (does === 'nothing') return;
    event.preventDefault();
    const elements = [...form.elements];
    const at = elements.indexOf(target);
    const next = does === 'next' ? nextField(elements.map(fieldOf), at) : undefined;
    const element = next === undefined ? undefined : elements[next];
    if (!(element instanceof HTMLElement)) {
      if (!event.repeat) send(form);
      return;
    }
    element.focus();
    if (element instanceof HTMLInputElement && SELECTED.has(element.type)) element.select();
  }, []);
}
