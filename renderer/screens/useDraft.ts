/** What is being written in a form: kept in the vault, so that it is there again after the screen was locked. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { VaultState } from '../../shared/bridge/session.ts';
import { ask, useAsk } from '../bridge/index.ts';

/** A pause in typing after which it is kept, in milliseconds. */
const PAUSE_MS = 300;

export interface Draft<T> {
  readonly value: T;
  readonly change: (value: T) => void;
  /** Saved: nothing of it is kept any more. */
  readonly drop: () => void;
  /** What stood here when the screen was locked was put back. */
  readonly restored: boolean;
}

/** The state of a form, `initial` at first. Whoever leaves the form themselves throws the draft away; a lock or another user does not. */
export function useDraft<T extends object>(place: string, patient: string | null, initial: T): Draft<T> {
  const drafts = useAsk('draft.list', {}, { staleTime: 0 });
  const [value, setValue] = useState(initial);
  const [restored, setRestored] = useState(false);
  /** null: nobody has typed yet. */
  const typed = useRef<T | null>(null);
  const looked = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const whoNow = useWho();

  useEffect(() => {
    if (looked.current || !drafts.data || !drafts.isFetchedAfterMount) return;
    looked.current = true;
    const kept = drafts.data.find((one) => one.place === place && one.patient === patient);
    const known = kept && parsed(kept.json);
    if (typed.current || !fits(initial, known)) return;
    setValue(known);
    setRestored(true);
  }, [drafts.data, drafts.isFetchedAfterMount, place, patient, initial]);

  const change = useCallback(
    (next: T) => {
      typed.current = next;
      setValue(next);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => {
        void ask('draft.keep', { place, patient, json: JSON.stringify(next) });
      }, PAUSE_MS);
    },
    [place, patient],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    typed.current = null;
    void ask('draft.drop', { place, patient });
  }, [place, patient]);
  useEffect(() => {
    const user = whoNow();
    return () => {
      clearTimeout(timer.current);
      if (typed.current && user !== undefined && whoNow() === user) drop();
    };
  }, [drop, whoNow]);
  return { value, change, drop, restored };
}

/** Asks who is logged in at that moment; undefined while the screen is locked. */
function useWho(): () => string | undefined {
  const client = useQueryClient();
  return useCallback(() => {
    const state = client.getQueryData<VaultState>(['session.state', {}]);
    return state?.kind === 'open' ? state.user.id : undefined;
  }, [client]);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** Whether a form that was kept, by an older program perhaps, has the fields of this one, and its parts theirs. */
function fits<T extends object>(initial: T, kept: unknown): kept is T {
  if (typeof kept !== 'object' || kept === null) return false;
  const fields = kept as Record<string, unknown>;
  return Object.entries(initial).every(([name, value]) => {
    const other = fields[name];
    if (typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)) return false;
    return typeof value !== 'object' || value === null || Array.isArray(value) || fits(value, other);
  });
}
