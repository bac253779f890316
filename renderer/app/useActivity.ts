/** Tells the vault that somebody is at work, so that it does not lock the screen under their hands. The vault counts. */
import { useEffect } from 'react';
import { ask } from '../bridge/index.ts';

/** Not more often than this, in milliseconds. */
const EVERY_MS = 20_000;
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/** For as long as the clinic is open in this window. */
export function useActivity(): void {
  useEffect(() => {
    let told = Number.NEGATIVE_INFINITY;
    const noticed = () => {
      const now = performance.now();
      if (now - told < EVERY_MS) return;
      told = now;
      void ask('session.active', {});
    };
    for (const sign of SIGNS) window.addEventListener(sign, noticed, { passive: true });
    return () => {
      for (const sign of SIGNS) window.removeEventListener(sign, noticed);
    };
  }, []);
}
