/** One quiet line at the foot of the window that says what has just been done. */
import { IconCircleCheck } from '@tabler/icons-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';
import classes from './Told.module.css';

const STAYS_MS = 4000;
const Tell = createContext<(text: string) => void>(() => undefined);

/** Gives everything below a way to tell; shows it and reads it out. */
export function ToldProvider({ children }: { children: ReactNode }) {
  const [told, setTold] = useState<{ text: string; n: number }>();
  const tell = useCallback((text: string) => setTold((before) => ({ text, n: (before?.n ?? 0) + 1 })), []);
  useEffect(() => {
    if (!told) return undefined;
    const timer = setTimeout(() => setTold(undefined), STAYS_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return (
    <Tell.Provider value={tell}>
      {children}
      <div role="status" aria-live="polite" className={classes.place}>
        {told ? (
          <div key={told.n} className={classes.told}>
            <IconCircleCheck size="1.25rem" stroke={1.8} aria-hidden />
            {told.text}
          </div>
        ) : null}
      </div>
    </Tell.Provider>
  );
}

/** Says in one line what has just been done. */
export function useTell(): (text: string) => void {
  return useContext(Tell);
}
