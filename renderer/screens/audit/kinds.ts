/** How the auditor's page groups events, and which of them stand out. */
import { CHANGE_EVENTS, LISTED_EVENTS, type ListedEvent } from '../../../shared/bridge/audit.ts';

export const KINDS = ['look', 'reading', 'changes', 'out', 'in', 'sessions', 'people', 'trail'] as const;
export type Kind = (typeof KINDS)[number];

/** What somebody should look at: tries that failed, what a role did not allow, closed charts that were opened. */
const LOOK: readonly ListedEvent[] = ['login.failed', 'login.locked-out', 'refused', 'break-glass', 'unknown'];

const STARTS: Readonly<Record<Exclude<Kind, 'look' | 'changes'>, readonly string[]>> = {
  reading: ['chart.', 'record.', 'history.', 'inbox.', 'patient.', 'text.', 'fhir.', 'analysis.', 'break-glass'],
  out: ['export', 'print', 'pdf', 'backup'],
  in: ['import', 'restore', 'repair'],
  sessions: ['login', 'logout', 'switch', 'refused'],
  people: [
    'user.',
    'roles.',
    'device.',
    'passphrase.',
    'settings.',
    'kit.',
    'remote.',
    'alarm.',
    'quarantine.',
    'wipe.',
  ],
  trail: ['audit.', 'verify'],
};

/** The events of a group. */
export function eventsOf(kind: Kind): ListedEvent[] {
  if (kind === 'look') return [...LOOK];
  if (kind === 'changes') return [...CHANGE_EVENTS];
  return LISTED_EVENTS.filter((event) => STARTS[kind].some((start) => event.startsWith(start)));
}

/** Whether an event stands out in the list. */
export function standsOut(event: ListedEvent): boolean {
  return LOOK.includes(event);
}
