/** Whether an answer said that the database is damaged: then the window offers to repair it, wherever it was noticed. */
import { useSyncExternalStore } from 'react';

let damaged = false;
const listeners = new Set<() => void>();

/** Remembers it until `forget`, which a database that opened again deserves. */
export const damage = {
  note: () => put(true),
  forget: () => put(false),
};

function put(next: boolean): void {
  if (damaged === next) return;
  damaged = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useDamaged(): boolean {
  return useSyncExternalStore(subscribe, () => damaged);
}
