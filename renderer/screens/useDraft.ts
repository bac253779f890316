/**
 * What is being written in a form: kept in the vault from the first words on, so that it is there again after going elsewhere, a lock, or
 * a crash. Nobody is asked whether they really want to leave.
 */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../shared/bridge/session.ts';
import { ask, useAsk } from '../bridge/index.ts';
import { useTell } from '../ui/Told.tsx';
import type { Route } from './contract.ts';
import { fits } from './fits.ts';
import { useNavigation } from './navigation.ts';

/** A pause in typing after which it is kept, in milliseconds. */
const PAUSE_MS = 300;

export interface Draft<T> {
  readonly value: T;
  /** What stood in the form at first. */
  readonly initial: T;
  readonly change: (value: T) => void;
  /** Saved, or not wanted any more: nothing of it is kept. What it answers keeps it again, and says when that is done. */
  readonly drop: () => () => Promise<void>;
  /** What stood here before was put back. */
  readonly restored: boolean;
  /** Somebody has written something here. */
  readonly begun: boolean;
}

/** The state of a form, `initial` at first. It is kept until `drop`; whoever leaves it in between is told so. `kept`: not for whom the vault keeps nothing. */
export function useDraft<T extends object>(place: string, patient: string | null, initial: T, kept = true): Draft<T> {
  const { t } = useTranslation();
  const tell = useTell();
  const client = useQueryClient();
  const drafts = useAsk('draft.list', {}, { staleTime: 0, enabled: kept });
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
    const found = drafts.data.find((one) => one.place === place && one.patient === patient);
    const known = found && parsed(found.json);
    if (typed.current || !fits(initial, known)) return;
    typed.current = known;
    setValue(known);
    setRestored(true);
  }, [drafts.data, drafts.isFetchedAfterMount, place, patient, initial]);

  const listAgain = useCallback(() => void client.invalidateQueries({ queryKey: ['draft.list'] }), [client]);
  const keep = useCallback(
    async (what: T) => {
      clearTimeout(timer.current);
      await ask('draft.keep', { place, patient, json: JSON.stringify(what) });
    },
    [place, patient],
  );
  const change = useCallback(
    (next: T) => {
      typed.current = same(next, initial) ? null : next;
      setValue(next);
      clearTimeout(timer.current);
      if (!kept) return;
      timer.current = setTimeout(() => {
        void (typed.current ? keep(typed.current) : ask('draft.drop', { place, patient }));
      }, PAUSE_MS);
    },
    [keep, initial, place, patient, kept],
  );
  const drop = useCallback(() => {
    clearTimeout(timer.current);
    const last = typed.current;
    typed.current = null;
    if (kept) void ask('draft.drop', { place, patient }).then(listAgain);
    return async () => {
      if (kept && last) await keep(last).then(listAgain);
    };
  }, [place, patient, keep, listAgain, kept]);
  const leave = useEffectEvent(() => {
    if (!kept || !typed.current) return;
    void keep(typed.current).then(listAgain);
    tell(t('draft.left'));
  });
  useEffect(() => {
    const user = whoNow();
    return () => {
      // after a lock, what was kept is theirs, and nobody may add to it
      if (user !== undefined && whoNow() === user) leave();
      clearTimeout(timer.current);
    };
  }, [whoNow]);
  return { value, initial, change, drop, restored, begun: !same(value, initial) };
}

/** Gives up what is written in a form that stands at `route`, and goes back; the way to have it again is offered for a while. */
export function useCancel(draft: Pick<Draft<object>, 'drop' | 'begun'>, route: Route): () => void {
  const { t } = useTranslation();
  const tell = useTell();
  const { back, go } = useNavigation();
  return () => {
    const undo = draft.drop();
    back();
    if (draft.begun) tell(t('draft.dropped'), () => void undo().then(() => go(route)));
  };
}

/** Gives up what is written in a dialog, and closes it; what is thrown away can be had back for a while, and is there when it is opened again. */
export function useThrowAway(draft: Pick<Draft<object>, 'drop' | 'begun'>, close: () => void): () => void {
  const { t } = useTranslation();
  const tell = useTell();
  return () => {
    const undo = draft.drop();
    close();
    if (draft.begun) tell(t('draft.dropped'), () => void undo());
  };
}

/** Asks who is logged in at that moment; undefined while the screen is locked. */
function useWho(): () => string | undefined {
  const client = useQueryClient();
  return useCallback(() => {
    const state = client.getQueryData<VaultState>(['session.state', {}]);
    return state?.kind === 'open' ? state.user.id : undefined;
  }, [client]);
}

/** Of forms, which are made of texts, numbers, lists and plain objects. */
function same(one: object, other: object): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
