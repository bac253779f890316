/** Hears what the vault tells by itself. */
import { useEffect, useRef } from 'react';
import { type EventName, type EventPayload, events } from '../../shared/bridge/events.ts';
import { bridge } from './window.ts';

/** Calls `listener` with each event of that name until the returned function is called. Malformed events are reported and dropped. */
export function onVaultEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
  return bridge().on(name, (payload) => {
    const parsed = events[name].safeParse(payload);
    if (parsed.success) listener(parsed.data as EventPayload<N>);
    else console.error(`bridge: an event "${name}" does not fit the contract`);
  });
}

/** `onVaultEvent` for as long as the component is on screen; always calls the newest listener. */
export function useVaultEvent<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): void {
  const newest = useRef(listener);
  useEffect(() => {
    newest.current = listener;
  });
  useEffect(() => onVaultEvent(name, (payload) => newest.current(payload)), [name]);
}
