/** Where a patient stands in a list by name. */
import { HAN } from '../../../shared/records/han.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { calledName, formatName } from '../../../shared/records/patient/name.ts';
import { compact, normalText } from '../storage/search-normal.ts';
import { nameReadings } from './pinyin.ts';

/** Before every letter and the blank between syllables: a shorter name stands before those that begin with it. */
const THEN = '\t';

/**
 * A text that sorts names by its bytes, Chinese ones by their reading among the others: 张三 as `zhang san`, Anna Li as `li`, then
 * `anna`. '' for a patient without a name.
 */
export function nameOrder(patient: JsonObject): string {
  const name = calledName(patient);
  if (!name) return '';
  const shown = formatName(name);
  if (!HAN.test(shown)) return normalText(name.family ? [name.family, ...name.given].join(THEN) : shown).trim();
  const characters = compact(normalText(shown)).slice(0, 40);
  const [reading = []] = nameReadings(characters);
  return `${reading.join(' ')}${THEN}${characters}`;
}
