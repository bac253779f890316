/** Pinyin of the names of commands. The library is large: it is fetched when somebody looks for a command, not at the start. */
import { useEffect, useState } from 'react';
import type { Readings } from './match.ts';

const none: Readings = () => [];
let loaded: Readings | undefined;

/** Fetches the library, once. */
export async function loadReadings(): Promise<Readings> {
  if (loaded) return loaded;
  const { pinyin } = await import('pinyin-pro');
  const known = new Map<string, readonly string[]>();
  loaded = (text) => {
    let syllables = known.get(text);
    if (syllables === undefined) {
      syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).filter((syllable) =>
        /[\p{L}\p{N}]/u.test(syllable),
      );
      known.set(text, syllables);
    }
    return syllables;
  };
  return loaded;
}

/** Readings of Chinese texts; none until the library is there, a moment later. */
export function useReadings(): Readings {
  const [readings, setReadings] = useState<Readings>(() => loaded ?? none);
  useEffect(() => {
    if (loaded) return undefined;
    let gone = false;
    void loadReadings().then((ready) => {
      if (!gone) setReadings(() => ready);
    });
    return () => {
      gone = true;
    };
  }, []);
  return readings;
}
