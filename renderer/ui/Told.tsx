/** One quiet line at the foot of the window that says what has just been done, and takes it back where that is asked. */
import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { afterSeen } from './after-seen.ts';
import classes from './Told.module.css';

const STAYS_MS = 4000;
/** Longer, for somebody has to read it, think, and get there. */
const STAYS_WITH_UNDO_MS = 10_000;

/** What one may go on to. */
interface Onward {
  readonly label: string;
  readonly run: () => void;
}
type TellOf = (text: string, undo?: () => void, onward?: readonly Onward[]) => void;
const Tell = createContext<TellOf>(() => undefined);

/** Gives everything below a way to tell; shows it and reads it out. */
export function ToldProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [told, setTold] = useState<{
    text: string;
    undo: (() => void) | undefined;
    onward: readonly Onward[];
    n: number;
  }>();
  const tell = useCallback<TellOf>(
    (text, undo, onward = []) => setTold((before) => ({ text, undo, onward, n: (before?.n ?? 0) + 1 })),
    [],
  );
  useEffect(() => {
    if (!told) return undefined;
    const ms = told.undo || told.onward.length > 0 ? STAYS_WITH_UNDO_MS : STAYS_MS;
    return afterSeen(ms, () => setTold(undefined));
  }, [told]);
  const undo = () => {
    told?.undo?.();
    setTold(undefined);
  };
  // in a field it takes back letters, as everywhere
  useHotkeys([['mod+Z', undo]]);
  return (
    <Tell.Provider value={tell}>
      {children}
      <div role="status" aria-live="polite" className={classes.place}>
        {told ? (
          <div key={told.n} className={classes.told} data-told>
            <IconCircleCheck size="1.25rem" stroke={1.8} aria-hidden />
            {told.text}
            {told.undo ? (
              <Button variant="subtle" size="compact-sm" title="Ctrl Z" onClick={undo}>
                {t('common.undo')}
              </Button>
            ) : null}
            {told.onward.map(({ label, run }) => (
              <Button
                key={label}
                variant="subtle"
                size="compact-sm"
                onClick={() => {
                  run();
                  setTold(undefined);
                }}
              >
                {label}
              </Button>
            ))}
          </div>
        ) : null}
      </div>
    </Tell.Provider>
  );
}

/** Says in one line what has just been done; `undo` takes it back, `onward` leads on, for a few seconds. */
export function useTell(): TellOf {
  return useContext(Tell);
}
