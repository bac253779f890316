/** Registers: who has a standing diagnosis, how the last value stands to its goal, and who is overdue. */
import type { MeasureDefinition } from '../../../../shared/bridge/measures.ts';
import { stillWanted } from '../../storage/bounds.ts';
import { FACT, type FactKind } from '../../storage/facts.ts';
import { addDays } from '../calendar.ts';
import { valueShown } from '../facts/values.ts';
import type { Measure, Row } from './contract.ts';
import { leftOut } from './left-out.ts';
import { INACTIVE, INACTIVE_LEFT_OUT, LIVES, PATIENT } from './people.ts';
import { share } from './series.ts';

export interface RegisterRule {
  readonly definition: MeasureDefinition;
  readonly diagnosis: FactKind;
  readonly value: FactKind;
  /** SQL of a value that reaches the goal, and of one that does not; of any other it cannot be said. */
  readonly reached: string;
  readonly above: string;
  /** A value older than so many days does not count, one of so many days does, as in a cohort: without one the patient is overdue. */
  readonly within: number;
}

/** In the order in which they are shown. */
const STATES = ['reached', 'above', 'unreadable', 'overdue'] as const;

/** A register as a measure: a row for each state, of those who live and are here. */
export function registerOf(rule: RegisterRule): Measure {
  const { definition, diagnosis, value, reached, above, within } = rule;
  /** Whose diagnosis stands on a day (two parameters), each person once. */
  const standing = (what: string, only: string): string => `SELECT ${what} FROM fact
    WHERE kind = ${FACT[diagnosis]} AND day <= ? AND (until IS NULL OR until > ?) AND pid <> 0 AND ${only}
      AND ${stillWanted('pid')} GROUP BY pid`;
  const members = standing('pid', 'other IS NULL');
  /** Of whom it is only suspected (four parameters). */
  const suspected = `SELECT pid FROM (${standing('pid', 'other = 1')}) WHERE pid NOT IN (${members})`;
  /** Both (two parameters). */
  const either = standing('pid, max(other IS NULL) AS sure', '(other IS NULL OR other = 1)');
  /** Who may be on the register for all that is known: by their last diagnosis that cannot be read (five parameters). */
  const unread = `SELECT v.rid AS rid, p.id AS patient, nullif(max(v.day), '') AS day, NULL AS value, NULL AS unit
    FROM fact v CROSS JOIN fact_person p ON p.pid = v.pid
    WHERE v.kind = ${FACT.unread} AND v.day <= ? AND (v.until IS NULL OR v.until > ?) AND v.other IS NULL AND v.pid NOT IN (${members})
      AND ${PATIENT} AND ${stillWanted('v.pid')} GROUP BY v.pid`;
  const gone = `(p.rid IS NULL OR NOT ${LIVES})`;
  /** Of the last value `v` up to a day (one parameter, behind those of `what`). */
  const last = (what: string): string => `(SELECT ${what} FROM fact v
    WHERE v.kind = ${FACT[value]} AND v.pid = p.pid AND v.day BETWEEN '0' AND ? ORDER BY v.day DESC, v.at DESC, v.rid DESC LIMIT 1)`;
  /**
   * Of those of its moment, that of the highest id: the same on every workstation. Ids are read only where there are several: reading that of every value
   * would take longer than all else.
   */
  const chosen = (what: string): string => {
    const others = `FROM fact w WHERE w.kind = ${FACT[value]} AND w.pid = v.pid AND w.day = v.day AND w.at = v.at`;
    return `iif(EXISTS (SELECT 1 ${others} AND w.rid < v.rid),
      (SELECT ${what} ${others} ORDER BY (SELECT id FROM record WHERE rid = w.rid) DESC LIMIT 1), ${what})`;
  };
  /** Two parameters: since when a value counts, and the day. */
  const state = `coalesce(${last(
    `CASE WHEN v.day < ? THEN 'overdue'
      ELSE ${chosen(`CASE WHEN ${reached} THEN 'reached' WHEN ${above} THEN 'above' ELSE 'unreadable' END`)} END`,
  )}, 'overdue')`;
  const of = (whom: string): string =>
    `(${whom}) m CROSS JOIN fact_person p ON p.pid = m.pid AND ${stillWanted('p.pid')}`;
  return {
    definition,
    sums: { repeated: { registered: 'patients' } },
    figures: (reader, { to }) => {
      // each person is looked for once, whatever is told of them
      const counted = new Map(
        reader
          .all<{ told: string | null; n: number }>(
            // with a limit it is told of each person once, and not again when they are grouped
            `SELECT told, count(*) AS n FROM (
               SELECT CASE WHEN m.sure = 0 THEN iif(${PATIENT}, 'suspected', NULL) WHEN ${gone} THEN 'gone' WHEN p.inactive = 1 THEN 'inactive'
                 ELSE ${state} END AS told FROM ${of(either)} LIMIT -1) GROUP BY 1`,
            to,
            to,
            addDays(to, -within),
            to,
            to,
            to,
          )
          .map(({ told, n }) => [told, n]),
      );
      const count = (told: string): number => counted.get(told) ?? 0;
      const all = STATES.reduce((sum, one) => sum + count(one), 0);
      return {
        rows: STATES.map((one): Row => ({ keys: [one], values: [count(one), all, share(count(one), all)] })),
        total: [all, all, null],
        leftOut: leftOut({
          gone: count('gone'),
          inactive: count('inactive'),
          suspected: count('suspected'),
          unread: reader.get<{ n: number }>(`SELECT count(*) AS n FROM (${unread})`, to, to, to, to, to)?.n ?? 0,
        }),
      };
    },
    behind: (_reader, { to }, { keys, column }) => {
      const valuesOf = (whom: string): string =>
        `SELECT ${last(chosen('rid'))} AS rid, p.id AS patient, ${last('v.day')} AS day, NULL AS value, NULL AS unit FROM ${of(whom)} WHERE `;
      const value_ = valuesOf(members);
      const shownAt = [to, to];
      const shown = valueShown;
      if (column === 'gone') return { sql: `${value_} ${gone}`, params: [...shownAt, to, to, to], shown };
      if (column === 'inactive') return { sql: `${value_} ${INACTIVE}`, params: [...shownAt, to, to, to], shown };
      if (column === 'suspected')
        return { sql: `${valuesOf(suspected)} ${PATIENT}`, params: [...shownAt, to, to, to, to, to], shown };
      if (column === 'unread') return { sql: unread, params: [to, to, to, to, to] };
      const one = keys === null || column === 'registered' ? null : keys[0];
      if (one === null)
        return { sql: `${value_} ${PATIENT}`, params: [...shownAt, to, to, to], shown, order: 'oldest' };
      if (!STATES.some((known) => known === one)) return undefined;
      return {
        sql: `${value_} ${PATIENT} AND ${state} = '${one}'`,
        params: [...shownAt, to, to, to, addDays(to, -within), to],
        shown,
        order: 'oldest',
      };
    },
  };
}

/** The states of a register, and what is the same in the definitions of all. */
export const REGISTER: Pick<
  MeasureDefinition,
  'over' | 'grains' | 'picture' | 'compares' | 'dashboards' | 'columns' | 'leftOut'
> = {
  over: 'day',
  grains: [],
  picture: { kind: 'share', dimension: 'state', columns: ['patients'] },
  compares: ['period'],
  dashboards: ['manager', 'doctor', 'nurse'],
  columns: [
    { key: 'patients', kind: 'count', counts: 'patients', title: { 'zh-CN': '患者数', en: 'Patients' } },
    { key: 'registered', kind: 'count', counts: 'patients', title: { 'zh-CN': '在册患者', en: 'On the register' } },
    {
      key: 'share',
      kind: 'share',
      numerator: 'patients',
      denominator: 'registered',
      title: { 'zh-CN': '占比', en: 'Share' },
    },
  ],
  leftOut: [
    { key: 'gone', title: { 'zh-CN': '已去世或没有患者资料', en: 'Dead, or without a patient record here' } },
    INACTIVE_LEFT_OUT,
    { key: 'suspected', title: { 'zh-CN': '仅为疑似诊断', en: 'Diagnosis only suspected' } },
    {
      key: 'unread',
      title: {
        'zh-CN': '有无法判读的诊断（编码未知且没有文字），是否在册不详',
        en: 'With a diagnosis that cannot be read (an unknown code, no words): whether on the register is not known',
      },
    },
  ],
};
