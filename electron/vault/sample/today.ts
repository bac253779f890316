/** Who comes to a sample clinic today: so that the first page of whoever explores it shows what it is for. */
import type { JsonObject } from '../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../shared/records/members.ts';
import { dayStart, zonedIso } from '../records/dates.ts';
import type { TaskSetting } from '../records/tasks/resource.ts';
import { taskResource } from '../records/tasks/resource.ts';

const MINUTE_MS = 60_000;
/** People who wait, by how long they have; and who is expected, by how long it takes until then. In minutes. */
const WAITING = [38, 21, 12, 4];
const EXPECTED = [25, 45, 75, 105, 150];
const LASTS = 15;

const WORDS = {
  en: {
    reasons: ['Blood pressure check', 'Cough', 'Blood sugar check', 'Back pain', 'Follow-up', 'Vaccination', 'Dizzy'],
    tasks: ['Call about the follow-up', 'Ask for the letter of the hospital'],
  },
  'zh-CN': {
    reasons: ['高血压复诊', '咳嗽', '血糖复查', '腰痛', '复诊', '接种疫苗', '头晕'],
    tasks: ['电话提醒复诊', '向医院索取出院小结'],
  },
};

export interface TodaySetting {
  /** Milliseconds. */
  readonly now: number;
  readonly timeZone: string;
  readonly locale: keyof typeof WORDS;
  readonly by: TaskSetting['by'];
}

/** Ids of patients, of one name the first alone: twice on the first page it would look like a mistake of the program. */
export function oneOfEachName(patients: readonly JsonObject[]): string[] {
  const known = new Set<string>();
  return patients.flatMap(({ id, name }) => {
    const called = textIn(objectsIn(name)[0]?.text);
    if (known.has(called)) return [];
    known.add(called);
    return [String(id)];
  });
}

/** Appointments and tasks of today without ids, for as many of the patients (their ids) as they take. */
export function todayOf(patients: readonly string[], { now, timeZone, locale, by }: TodaySetting): JsonObject[] {
  const { reasons, tasks } = WORDS[locale];
  const today = zonedIso(timeZone, now).slice(0, 10);
  const midnight = dayStart(timeZone, today);
  const last = dayStart(timeZone, today, 1) - LASTS * MINUTE_MS;
  const iso = (at: number): string => zonedIso(timeZone, at);
  const left = [...patients];
  const appointment = (status: string, minutes: number, n: number): JsonObject[] => {
    const patient = left.shift();
    if (patient === undefined) return [];
    // near midnight they would be yesterday's or tomorrow's, and the page of today without anybody
    const start = Math.min(Math.max(now + minutes * MINUTE_MS, midnight), last);
    const actor = { reference: `Patient/${patient}` };
    return [
      {
        resourceType: 'Appointment',
        status,
        start: iso(start),
        end: iso(start + LASTS * MINUTE_MS),
        description: reasons[n % reasons.length] ?? '',
        participant: [{ actor, status: 'accepted' }],
      },
    ];
  };
  return [
    ...WAITING.flatMap((ago, n) => appointment('arrived', -ago, n)),
    ...EXPECTED.flatMap((ahead, n) => appointment('booked', ahead, WAITING.length + n)),
    ...tasks.flatMap((text) => {
      const patient = left.shift();
      return patient === undefined
        ? []
        : [taskResource({ kind: 'follow-up', text, patient, due: today }, { now: iso(now), by })];
    }),
  ];
}
