/** Deciding by the keyboard: each card takes the focus, and its buttons name their keys in `data-key`. */
import type { KeyboardEvent } from 'react';

/** What a key does on the card that has the focus; keys that are typed into a field are the field's. */
export function cardKeys(event: KeyboardEvent<HTMLElement>): void {
  const { target, currentTarget: card } = event;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) return;
  const step = { j: 1, k: -1 }[key];
  if (step !== undefined) {
    const cards = [...document.querySelectorAll<HTMLElement>('[data-card]')];
    cards[cards.indexOf(card) + step]?.focus();
  } else {
    // what was decided last stands first among the decisions
    const button =
      key === 'u'
        ? document.querySelector<HTMLButtonElement>('[data-undo]')
        : card.querySelector<HTMLButtonElement>(`button[data-key="${CSS.escape(key)}"]`);
    if (!button || button.disabled) return;
    button.click();
  }
  event.preventDefault();
}
