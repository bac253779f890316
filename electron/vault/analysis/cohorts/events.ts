/** What happened, and what is still to be done: visits, appointments that were missed, tasks. */
import type { LeafOf } from '../../../../shared/cohorts/definition.ts';
import { USER_SYSTEM } from '../../records/staff.ts';
import { OPEN } from '../../records/tasks/resource.ts';
import type { SqlValue } from '../../storage/database.ts';
import { addDays } from '../calendar.ts';
import { COST, type Fragment } from './fragment.ts';
import type { Setting } from './setting.ts';

/** Visits that took place. The words are those of the index `record_seen`. */
const SEEN = `v.type = 'Encounter' AND v.deleted = 0 AND (v.status IS NULL OR v.status NOT IN ('planned', 'cancelled', 'entered-in-error'))`;
/** A day of any zone, and one more. */
const TWO_DAYS_MS = 2 * 86_400_000;

interface Part {
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

export function ofVisit({ within, by, place }: LeafOf<'visit'>, { today }: Setting): Fragment {
  const since = within === undefined ? undefined : addDays(today, -within);
  const parts: Part[] = [
    { sql: 'v.day <= ?', params: [today] },
    // by the index on `at`; the day decides
    ...(since === undefined
      ? []
      : [{ sql: 'v.at >= ? AND v.day >= ?', params: [Date.parse(since) - TWO_DAYS_MS, since] }]),
    ...(by ? [seenBy(by)] : []),
    ...(place ? [seenAt(place.reference)] : []),
  ];
  return {
    sql: `EXISTS (SELECT 1 FROM record v INDEXED BY record_seen
       WHERE ${SEEN} AND v.patient = p.id AND ${parts.map(({ sql }) => sql).join(' AND ')})`,
    params: parts.flatMap(({ params }) => params),
    cost: by || place ? COST.read : COST.seek,
  };
}

function seenBy(by: NonNullable<LeafOf<'visit'>['by']>): Part {
  const individual = (member: string): string =>
    `CASE WHEN k.type = 'object' THEN k.value ->> '$.individual.${member}' END`;
  const named =
    'user' in by
      ? {
          sql: `${individual('identifier.system')} = ? AND ${individual('identifier.value')} = ?`,
          params: [USER_SYSTEM, by.user],
        }
      : { sql: `${individual('reference')} = ?`, params: [`Practitioner/${by.practitioner}`] };
  return {
    sql: `EXISTS (SELECT 1 FROM json_each(v.json, '$.participant') k WHERE ${named.sql})`,
    params: named.params,
  };
}

function seenAt(reference: string): Part {
  return {
    sql: `(coalesce(v.json ->> '$.serviceProvider.reference', '') = ? OR EXISTS (SELECT 1 FROM json_each(v.json, '$.location') k
         WHERE CASE WHEN k.type = 'object' THEN k.value ->> '$.location.reference' END = ?))`,
    params: [reference, reference],
  };
}

export function ofNoShow({ within }: LeafOf<'no-show'>, { today }: Setting): Fragment {
  return {
    sql: `p.id IN (SELECT a.patient FROM record a INDEXED BY record_day
       WHERE a.type = 'Appointment' AND a.day BETWEEN ? AND ? AND a.deleted = 0 AND a.status = 'noshow' AND a.patient IS NOT NULL)`,
    params: [addDays(today, -within), today],
    cost: COST.set,
  };
}

const OPEN_STATUS = OPEN.map((status) => `'${status}'`).join(', ');
const DUE = `substr(t.json ->> '$.restriction.period.end', 1, 10)`;

export function ofTask({ due }: LeafOf<'task'>, { today }: Setting): Fragment {
  const overdue = `AND ${DUE} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND ${DUE} < ?`;
  return {
    sql: `p.id IN (SELECT t.patient FROM record t INDEXED BY record_task
       WHERE t.type = 'Task' AND t.deleted = 0 AND t.status IN (${OPEN_STATUS}) AND t.patient IS NOT NULL ${due === 'overdue' ? overdue : ''})`,
    params: due === 'overdue' ? [today] : [],
    cost: COST.set,
  };
}
