/** The focus after going elsewhere: in the page, not lost. */
import { useEffect } from 'react';

/** Gives the focus to the page where nothing has it: Tab goes on from there, and not from the rail. */
export function focusPage(): void {
  if (document.activeElement === null || document.activeElement === document.body)
    document.querySelector('main')?.focus({ preventScroll: true });
}

/** Looks after each change of place: what had the focus may have gone with the page before. */
export function usePageFocus(place: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the place says when to look
  useEffect(focusPage, [place]);
}
