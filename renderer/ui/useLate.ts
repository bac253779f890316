import { useEffect, useState } from 'react';

/** Milliseconds after which waiting is shown; before, a sign would only blink. */
const LATE_MS = 100;

/** Whether something has gone on for long enough to be shown. */
export function useLate(goesOn = true): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!goesOn) return undefined;
    const timer = setTimeout(() => setLate(true), LATE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [goesOn]);
  return goesOn && late;
}
