/** What happened, and what is still to be done: visits and missed appointments as measures count them, tasks. */
import type { LeafOf } from '../../../../shared/cohorts/definition.ts';
import { OPEN } from '../../records/tasks/resource.ts';
import { CODED } from '../../storage/coded.ts';
import { FACT } from '../../storage/facts.ts';
import { addDays } from '../calendar.ts';
import { referenceJson, userName } from './coded.ts';
import { COST, type Fragment, type Part } from './fragment.ts';
import type { Setting } from './setting.ts';

/** Those of whom there is a fact `v` on or between two days. Facts have no day where only a month or a year is known: then the record's first day counts. */
function happened(
  kind: 'visit' | 'first' | 'appointment',
  [from, to]: readonly [string, string],
  also: Part,
): Fragment {
  // the second condition is that of the index `fact_day`
  const of = `v.kind = ${FACT[kind]} AND v.kind < 20`;
  const undated = kind === 'first' ? 'visit' : kind;
  return {
    sql: `p.pid IN (SELECT v.pid FROM fact v INDEXED BY fact_day WHERE ${of} AND v.day BETWEEN ? AND ? AND ${also.sql}
      UNION ALL SELECT v.pid FROM fact v INDEXED BY fact_day JOIN record r ON r.rid = v.rid
        WHERE v.kind = ${FACT[undated]} AND v.kind < 20 AND v.day = '' AND r.day BETWEEN ? AND ? AND ${also.sql})`,
    params: [from, to, ...also.params, from, to, ...also.params],
    cost: COST.set,
  };
}

/** Before every day. */
const EVER = '0';

export function ofVisit({ within, by, place }: LeafOf<'visit'>, { today }: Setting): Fragment {
  const days = [within === undefined ? EVER : addDays(today, -within), today] as const;
  const parts = [
    ...(by ? [named('who', 'user' in by ? userName(by.user) : `Practitioner/${by.practitioner}`)] : []),
    ...(place ? [named('place', place.reference)] : []),
  ];
  const also = {
    sql: parts.map(({ sql }) => sql).join(' AND ') || 'true',
    params: parts.flatMap(({ params }) => params),
  };
  // of visits at any time the first tells enough
  return happened(within === undefined && parts.length === 0 ? 'first' : 'visit', days, also);
}

/** Whom, or where, a visit names first, or beside. */
function named(column: 'who' | 'place', name: string): Part {
  return {
    sql: `(v.${column} = (SELECT nid FROM fact_name WHERE name = ?)
      OR v.rid IN (SELECT rid FROM coded WHERE cid = (SELECT cid FROM concept WHERE kind = ${CODED.visit} AND json = ?)))`,
    params: [name, referenceJson(name)],
  };
}

export function ofNoShow({ within }: LeafOf<'no-show'>, { today }: Setting): Fragment {
  return happened('appointment', [addDays(today, -within), today], { sql: 'v.value = 0', params: [] });
}

const OPEN_STATUS = OPEN.map((status) => `'${status}'`).join(', ');
const DUE = `substr(t.json ->> '$.restriction.period.end', 1, 10)`;

export function ofTask({ due }: LeafOf<'task'>, { today }: Setting): Fragment {
  const overdue = `AND ${DUE} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND ${DUE} < ?`;
  return {
    sql: `p.pid IN (SELECT f.pid FROM record t INDEXED BY record_task JOIN fact_person f ON f.id = t.patient
       WHERE t.type = 'Task' AND t.deleted = 0 AND t.status IN (${OPEN_STATUS}) ${due === 'overdue' ? overdue : ''})`,
    params: due === 'overdue' ? [today] : [],
    cost: COST.set,
  };
}
