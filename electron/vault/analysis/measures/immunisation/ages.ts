/** Age groups as spans of birth dates, which are compared as text: whoever was born after the one day and up to the other. */
import { addDays } from '../../calendar.ts';

/** From which completed year, the youngest first. */
export const AGES: readonly { readonly key: string; readonly from: number }[] = [
  { key: '0', from: 0 },
  { key: '1-4', from: 1 },
  { key: '5-17', from: 5 },
  { key: '18-59', from: 18 },
  { key: '60+', from: 60 },
];

/** When those of each group were born, on a day. */
export function birthsAt(day: string): { key: string; after: string; upTo: string }[] {
  const edges = [...AGES.map(({ from }) => lastBirth(day, from)), ''];
  return AGES.map(({ key }, at) => ({ key, after: edges[at + 1] ?? '', upTo: edges[at] ?? '' }));
}

/** The last birth date of those who have completed so many years. */
function lastBirth(day: string, years: number): string {
  if (years === 0) return day;
  const monthEnds = addDays(day, 1).slice(5, 7) !== day.slice(5, 7);
  const year = String(Number(day.slice(0, 4)) - years).padStart(4, '0');
  // on the last day of a month everybody born later in such a month has had their birthday, too
  return year + (monthEnds ? `${day.slice(4, 8)}31` : day.slice(4));
}
