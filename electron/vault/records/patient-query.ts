/** Reads what is typed into the patient search. */
import { HAN } from '../../../shared/records/han.ts';
import { REVERSED, type Word } from '../storage/search.ts';
import { compact, normalText, phoneDigits } from '../storage/search-normal.ts';
import { reversed } from './patient-tokens.ts';

/** More words than anybody types; the rest is left out. */
const MOST_WORDS = 6;
/** From so many digits on, the end of a number is searched too. */
const TAIL = 4;

/**
 * The ways to read a text, the likeliest first; the next is for when that finds nobody. All words of a way must match.
 * No way at all: nothing was typed.
 */
export function readQuery(text: string): Word[][] {
  const normal = normalText(text).trim();
  const ways = [normal.split(/[\s,;、]+/).flatMap(wordsOf)];
  // a phone number in groups, and names joined by what is no letter
  if (/^[\d\s+().-]+$/.test(normal)) ways.push(numberWords(normal));
  else if (/[^\p{L}\p{N}\s]/u.test(normal)) ways.push(normal.split(/[^\p{L}\p{N}]+/u).flatMap(wordsOf));
  return ways.map((words) => words.slice(0, MOST_WORDS)).filter((words) => words.length > 0);
}

function wordsOf(chunk: string): Word[] {
  const dates = dateBeginnings(chunk);
  if (dates) return [dates];
  if (/^[\d+().-]+x?$/.test(chunk)) return numberWords(chunk);
  if (chunk.includes('@')) return [[chunk]];
  if (HAN.test(chunk)) return (compact(chunk).match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? []).map((run) => [run]);
  const word = compact(chunk);
  return word === '' ? [] : [[word]];
}

function numberWords(chunk: string): Word[] {
  const whole = compact(chunk);
  if (whole === '') return [];
  const beginnings = [whole];
  const phone = phoneDigits(chunk);
  if (phone !== '' && phone !== whole && !whole.endsWith('x')) beginnings.push(phone);
  if (whole.length >= TAIL)
    beginnings.push(`${REVERSED}${reversed(phone !== '' && !whole.endsWith('x') ? phone : whole)}`);
  return [beginnings as [string, ...string[]]];
}

/** Beginnings of yyyymmdd that a date may mean, also an unfinished one; undefined for what is no date. */
function dateBeginnings(chunk: string): Word | undefined {
  const yearFirst = /^((?:1[89]|20)\d\d)(?:[-/.年](\d{0,2})(?:[-/.月](\d{0,2})日?)?)?$/.exec(
    chunk.replace(/[-/.年月]$/, ''),
  );
  const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.]((?:1[89]|20)\d\d)$/.exec(chunk);
  const beginnings = new Set<string>();
  if (yearFirst) {
    const [, year = '', month, day] = yearFirst;
    if (month === undefined) {
      if (chunk === year) return undefined;
      beginnings.add(year);
    } else if (day === undefined) {
      for (const value of bothWidths(month)) beginnings.add(year + value);
    } else {
      for (const value of bothWidths(day)) beginnings.add(year + month.padStart(2, '0') + value);
    }
  } else if (yearLast) {
    const [, one = '', two = '', year = ''] = yearLast;
    // 01/05/1980 is May in most of the world and January in the United States
    if (Number(two) <= 12) beginnings.add(year + two.padStart(2, '0') + one.padStart(2, '0'));
    if (Number(one) <= 12) beginnings.add(year + one.padStart(2, '0') + two.padStart(2, '0'));
  }
  if (beginnings.size === 0) return undefined;
  // the same text may be an identifier
  beginnings.add(compact(chunk));
  return [...beginnings] as [string, ...string[]];
}

/** `1` of a month may be January, or the beginning of October to December. */
function bothWidths(digits: string): string[] {
  return digits.length === 1 ? [`0${digits}`, digits] : [digits];
}
