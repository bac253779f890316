import { useCallback, useEffect, useRef } from 'react';
import { useNavigation } from '../navigation.ts';

/**
 * The focus goes back to what was opened from: after Back to where it was in this part of the page.
 * @param name of the part; `isThere`: what it shows has come
 */
export function useReturn<E extends HTMLElement>(name: string, isThere: boolean) {
  const { place } = useNavigation();
  const part = useRef<E>(null);
  const key = `opened ${name}`;
  useEffect(() => {
    const called = place.kept.get(key);
    if (!isThere || typeof called !== 'string') return;
    place.kept.delete(key);
    const found = [...(part.current?.querySelectorAll<HTMLElement>('button, [tabindex="0"]') ?? [])];
    found.find((one) => nameOf(one) === called)?.focus({ preventScroll: true });
  }, [place, key, isThere]);
  const leave = useCallback(() => {
    const { activeElement } = document;
    if (activeElement && part.current?.contains(activeElement)) place.kept.set(key, nameOf(activeElement));
  }, [place, key]);
  return { part, leave };
}

function nameOf(element: Element): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}
