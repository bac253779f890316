import { useEffect, useRef } from 'react';

interface Next {
  readonly decided: string;
  /** The card that took the place of the decided one. */
  readonly id: string | undefined;
}

/** Moves the focus on when the decided card has gone, so that keys go on deciding. */
export function useNextCard(ids: readonly string[]): (decided: string) => void {
  const next = useRef<Next>(undefined);
  useEffect(() => {
    const { current } = next;
    if (!current || ids.includes(current.decided)) return;
    next.current = undefined;
    const cards = [...document.querySelectorAll<HTMLElement>('[data-card]')];
    const card = cards.find((each) => each.dataset.card === current.id) ?? cards[0];
    (card ?? document.querySelector<HTMLElement>('[data-undo]'))?.focus();
  }, [ids]);
  return (decided) => {
    const at = ids.indexOf(decided);
    next.current = { decided, id: ids[at + 1] ?? ids[at - 1] };
  };
}
