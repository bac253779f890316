/** Five-year age bands as spans of birth dates, which are compared as text. */
import { addDays } from '../../calendar.ts';

const WIDTH = 5;
const LAST = 85;

/** "0-4" to "80-84", then "85+". */
export const BANDS: readonly string[] = Array.from({ length: LAST / WIDTH + 1 }, (_, band) => {
  const from = band * WIDTH;
  return from >= LAST ? `${LAST}+` : `${from}-${from + WIDTH - 1}`;
});

/** When those of a band were born; undefined for what is no band. */
export function birthsOf(edges: readonly string[], band: string): { after: string; upTo: string } | undefined {
  const at = BANDS.indexOf(band);
  return at < 0 ? undefined : { after: edges[at + 1] ?? '', upTo: edges[at] ?? '' };
}

/**
 * For each band `i`, the last birth date of those who have reached its youngest age; the first is the day itself, the last before all. Those of a band were born after
 * edge `i + 1` and up to edge `i`.
 * Agrees with `ageAt`: who was born on 29 February completes a year on 28 February where there is no 29th.
 */
export function edgesAt(day: string): string[] {
  const year = Number(day.slice(0, 4));
  // on the last day of a month everybody born later in such a month has had their birthday too
  const monthEnds = addDays(day, 1).slice(5, 7) !== day.slice(5, 7);
  const monthAndDay = monthEnds ? `${day.slice(4, 8)}31` : day.slice(4);
  const older = Array.from(
    { length: LAST / WIDTH },
    (_, i) => String(year - (i + 1) * WIDTH).padStart(4, '0') + monthAndDay,
  );
  return [day, ...older, ''];
}
