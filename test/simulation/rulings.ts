/** What only some may do, and others try: to take or drop what was kept out, to redact, to write past what their role allows. */
import { decideQuarantine, listQuarantine } from '../../electron/vault/records/quarantine.ts';
import { redact } from '../../electron/vault/records/redaction.ts';
import { marked } from './canary.ts';
import type { Desk } from './desk.ts';
import { tryForbidden } from './people.ts';
import type { Station } from './workstation.ts';

export const RULINGS = { forbidden: 1, judge: 1, redact: 0.4 } as const;
export type Ruling = keyof typeof RULINGS;

/** Does one of them. */
export function rule(desk: Desk, station: Station, ruling: Ruling): void {
  if (ruling === 'forbidden') forbidden(desk, station);
  else if (ruling === 'judge') judgeKeptOut(desk, station);
  else redactRecord(desk, station);
}

function forbidden({ dice, ledger, trace }: Desk, station: Station): void {
  const mark = ledger.mark();
  let envelope: string | null = null;
  const outcome = station.act((workspace) => {
    envelope = tryForbidden(workspace, station.person, dice, marked(mark));
    return envelope === null ? 'not written' : 'written';
  });
  if (envelope !== null) ledger.forbid(mark, envelope);
  trace.note(station.name, 'forbidden', mark, outcome ?? 'fell over');
}

function judgeKeptOut({ dice, ledger, trace }: Desk, station: Station): void {
  const decision = dice.chance(0.6) ? 'take' : 'drop';
  let id = '';
  const outcome = station.act((workspace) => {
    const waiting = listQuarantine(workspace).filter(({ takeable }) => takeable);
    if (waiting.length === 0) return 'nothing waits';
    id = dice.pick(waiting).id;
    decideQuarantine(workspace, id, decision);
    return 'done';
  });
  // what an owner let in is forbidden no more
  if (outcome === 'done' && decision === 'take') ledger.permit(id);
  trace.note(station.name, 'decides to', decision, id.slice(0, 12), outcome ?? 'fell over');
}

function redactRecord({ dice, ledger, trace }: Desk, station: Station): void {
  let about = '';
  const outcome = station.act((workspace) => {
    const there = workspace.store.all<{ type: string; id: string }>(
      'SELECT type, id FROM record WHERE redacted = 0 ORDER BY type, id LIMIT 30',
    );
    if (there.length === 0) return 'nothing is there';
    const key = dice.pick(there);
    about = `${key.type}/${key.id}`;
    redact(workspace, key, 'the law', dice.chance(0.3) && key.type === 'Patient' ? 'chart' : 'record');
    return 'done';
  });
  if (outcome === 'done') ledger.redactions.count += 1;
  trace.note(station.name, 'redacts', about, outcome ?? 'fell over');
}
