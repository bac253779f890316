/**
 * The shorthand in which clinics write how a medicine is taken: `1 tid 7d`, `1片 每日3次 7天`, `500mg q8h prn #20 rf2`. Read strictly:
 * every word must be one of those below and may stand only once, or nothing of it holds. What means two things (`od` is once a day or
 * the right eye, `ih` under the skin or inhaled) is none of them.
 */

import type { Frequency } from '../../../shared/bridge/prescriptions.ts';
import { type DoseUnit, type Route, unitOf, type When } from '../../../shared/records/medication-request/units.ts';

/** What was understood; a part is there where it was written. */
export interface Sig {
  dose?: string;
  /** Absent where only a number was written. */
  unit?: DoseUnit;
  frequency?: Frequency;
  when?: When;
  asNeeded?: true;
  route?: Route;
  days?: number;
  amount?: string;
  /** Absent where only a number was written. */
  amountUnit?: DoseUnit;
  repeats?: number;
}
export type SigReading =
  | { readonly ok: true; readonly sig: Sig }
  /** `at`: what was not understood; `twice`: it says again, or otherwise, what was said before. */
  | { readonly ok: false; readonly problem: 'unknown' | 'twice'; readonly at: string };

const NUMBER = String.raw`\d{1,7}(?:\.\d{1,4})?|1\/2|1\/4|半`;
const UNIT =
  'mcg|µg|ug|mg|g|ml|iu|tablets?|tabs?|capsules?|caps?|drops?|puffs?|sprays?|sachets?|patch(?:es)?|vials?|bottles?|box(?:es)?|tubes?|毫克|微克|克|毫升|片|粒|袋|滴|吸|喷|枚|贴|支|瓶|盒|管|单位';
const CHINESE = '一二两三四五六七八九十';
const COUNT = `\\d{1,2}|[${CHINESE}]`;
/** Where a word ends: before a space or a stop, or between Chinese and anything else. */
const END = String.raw`(?=$|[\s,;，；、]|[\u4e00-\u9fff]|(?<=[\u4e00-\u9fff]))`;

type Reader = readonly [pattern: RegExp, read: (match: RegExpExecArray) => Sig | undefined];
const on = (source: string, read: Reader[1]): Reader => [new RegExp(`(?:${source})${END}`, 'y'), read];

const DAILY: Readonly<Record<string, number>> = { qd: 1, daily: 1, bid: 2, bd: 2, tid: 3, tds: 3, qid: 4, qds: 4 };
const ROUTE: Readonly<Record<string, Route>> = {
  po: 'oral',
  口服: 'oral',
  sl: 'sublingual',
  舌下含服: 'sublingual',
  舌下: 'sublingual',
  pr: 'rectal',
  直肠给药: 'rectal',
  pv: 'vaginal',
  阴道给药: 'vaginal',
  inh: 'inhaled',
  吸入: 'inhaled',
  鼻用: 'nasal',
  nasal: 'nasal',
  滴眼: 'eye',
  滴耳: 'ear',
  外用: 'skin',
  top: 'skin',
  iv: 'iv',
  静脉给药: 'iv',
  im: 'im',
  肌注: 'im',
  肌内注射: 'im',
  sc: 'sc',
  皮下注射: 'sc',
};
const WHEN: Readonly<Record<string, When>> = {
  ac: 'AC',
  饭前: 'AC',
  餐前: 'AC',
  pc: 'PC',
  饭后: 'PC',
  餐后: 'PC',
  随餐: 'C',
  hs: 'HS',
  睡前: 'HS',
  早晨: 'MORN',
};

const words = (table: object): string =>
  Object.keys(table)
    .sort((a, b) => b.length - a.length)
    .join('|');

/** In this order; what begins alike stands longest first. */
const READERS: readonly Reader[] = [
  on(words(DAILY), ([word]) => perDay(DAILY[word ?? ''])),
  on('qn', () => ({ frequency: { kind: 'per-day', times: 1 }, when: 'HS' })),
  on('qod|隔日一次|隔日1次|隔天一次|隔天1次', () => ({ frequency: { kind: 'every-days', days: 2 } })),
  on('qw|weekly', () => ({ frequency: { kind: 'per-week', times: 1 } })),
  on('once|stat|仅一次|仅1次', () => ({ frequency: { kind: 'once' } })),
  on(String.raw`q\s?(\d{1,2})\s?h`, ([, hours]) => everyHours(hours)),
  on(`每隔?(${COUNT})小时(?:一次|1次)?`, ([, hours]) => everyHours(hours)),
  on(`(?:每日|每天|一日|一天|日)(${COUNT})次`, ([, times]) => perDay(counted(times))),
  on(`(?:每周|一周)(${COUNT})次`, ([, times]) => perWeek(counted(times))),
  on(String.raw`(\d{1,2})\s?x\s?\/\s?d(?:ay)?`, ([, times]) => perDay(counted(times))),
  on('prn|必要时|需要时', () => ({ asNeeded: true })),
  on(`x?\\s?(\\d{1,3})\\s?(?:days?|d|天|日)`, ([, days]) => forDays(Number(days))),
  on(`x?\\s?(\\d{1,2})\\s?(?:weeks?|w|周)`, ([, weeks]) => forDays(7 * Number(weeks))),
  on(String.raw`(?:#|共|disp\s?|发)\s?(\d{1,4}(?:\.\d{1,4})?)\s?(${UNIT})?`, ([, amount, unit]) =>
    withUnit(unit, (amountUnit) => ({ amount: amount ?? '', ...(amountUnit ? { amountUnit } : {}) })),
  ),
  on(String.raw`(?:rf|refills?)\s?(\d{1,2})|可(?:再|续)取?(\d{1,2})次`, ([, latin, chinese]) =>
    Number(latin ?? chinese) <= 12 ? { repeats: Number(latin ?? chinese) } : undefined,
  ),
  on(words(ROUTE), ([word]) => ({ route: ROUTE[word ?? ''] as Route })),
  on(words(WHEN), ([word]) => ({ when: WHEN[word ?? ''] as When })),
  on(`(?:每次|一次)?(${NUMBER})\\s?(${UNIT})?`, ([, dose, unit]) =>
    withUnit(unit, (known) => ({ dose: decimalOf(dose ?? ''), ...(known ? { unit: known } : {}) })),
  ),
];

/** Reads a line; an empty one says nothing, and is understood. */
export function readSig(line: string): SigReading {
  const text = line
    .normalize('NFKC')
    .toLowerCase()
    .replace(/μ/g, 'µ')
    .replace(/×/g, 'x')
    .replace(/\b([a-z])\.(?=[a-z]\.?(?:\b|$))/g, '$1')
    .replace(/(?<=[a-z])\.(?=\s|$)/g, '');
  const sig: Sig = {};
  let place = 0;
  for (;;) {
    while (place < text.length && /[\s,;、。]/.test(text.charAt(place))) place += 1;
    if (place >= text.length) return { ok: true, sig };
    const found = match(text, place);
    const rest = /^\S+/.exec(text.slice(place))?.[0] ?? '';
    if (!found) return { ok: false, problem: 'unknown', at: rest };
    const said = found.part;
    if (Object.keys(said).some((part) => part in sig)) return { ok: false, problem: 'twice', at: found.text };
    Object.assign(sig, said);
    place += found.text.length;
  }
}

function match(text: string, place: number): { part: Sig; text: string } | undefined {
  for (const [pattern, read] of READERS) {
    pattern.lastIndex = place;
    const found = pattern.exec(text);
    const part = found && read(found);
    if (found && part) return { part, text: found[0] };
  }
  return undefined;
}

function perDay(times: number | undefined): Sig | undefined {
  return times !== undefined && times >= 1 && times <= 24 ? { frequency: { kind: 'per-day', times } } : undefined;
}

function perWeek(times: number): Sig | undefined {
  return times >= 1 && times <= 7 ? { frequency: { kind: 'per-week', times } } : undefined;
}

function everyHours(text: string | undefined): Sig | undefined {
  const hours = counted(text);
  return hours >= 1 && hours <= 72 ? { frequency: { kind: 'every-hours', hours } } : undefined;
}

function forDays(days: number): Sig | undefined {
  return days >= 1 && days <= 366 ? { days } : undefined;
}

/** `3`, 三, 两, 十; NaN for anything else. */
function counted(text = ''): number {
  if (text === '两') return 2;
  const place = CHINESE.replace('两', '').indexOf(text);
  return /^\d+$/.test(text) ? Number(text) : place < 0 || text === '' ? Number.NaN : place + 1;
}

function decimalOf(text: string): string {
  const fractions: Readonly<Record<string, string>> = { 半: '0.5', '1/2': '0.5', '1/4': '0.25' };
  return fractions[text] ?? text.replace(/^0+(?=\d)/, '');
}

const SHORT: Readonly<Record<string, DoseUnit>> = {
  tab: 'tablet',
  cap: 'capsule',
  毫克: 'mg',
  微克: 'ug',
  克: 'g',
  毫升: 'mL',
  单位: 'IU',
  patches: 'patch',
  boxes: 'box',
};

/** A unit that was written must be known; undefined for none, too. */
function withUnit(text: string | undefined, then: (unit: DoseUnit | undefined) => Sig): Sig | undefined {
  if (text === undefined) return then(undefined);
  const unit = SHORT[text] ?? SHORT[text.replace(/s$/, '')] ?? unitOf(text);
  return unit ? then(unit) : undefined;
}
