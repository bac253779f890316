/** What people do at a workstation: write, change, save a form that stood open for long, delete, decide what waits in the inbox. */
import { createRecords, deleteRecord, patchRecord, saveRecord } from '../../electron/vault/records/commands.ts';
import { listConflicts, resolveConflict } from '../../electron/vault/records/conflicts.ts';
import { heartbeat } from '../../electron/vault/records/transaction.ts';
import { viewRecord } from '../../electron/vault/records/view.ts';
import type { Workspace } from '../../electron/vault/records/workspace.ts';
import type { Store } from '../../electron/vault/storage/database.ts';
import { logEnd } from '../../electron/vault/storage/log.ts';
import { fromHex, toHex } from '../../shared/base/bytes.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { marked } from './canary.ts';
import type { Desk } from './desk.ts';
import type { Dice } from './dice.ts';
import { currentMarks } from './ledger.ts';
import { RULINGS, type Ruling, rule } from './rulings.ts';
import type { Station } from './workstation.ts';

const KINDS = {
  create: 3,
  patch: 8,
  open: 2,
  save: 3,
  remove: 1,
  decide: 2,
  heartbeat: 1,
  several: 1,
  bulk: 0.06,
  ...RULINGS,
} as const;
type Kind = keyof typeof KINDS;

/** About no record that is there. */
const NEW: ReadonlySet<Kind> = new Set(['create', 'several', 'bulk', 'heartbeat']);
/** Of so many bytes that chance made, a transaction is cut into parts. */
const BULK_BYTES = 100_000;

/** One deed, drawn at random where none is named; what the user is refused was none. */
export function perform(desk: Desk, station: Station, named?: Kind): void {
  const kind = named ?? desk.dice.weighed<Kind>(KINDS) ?? 'heartbeat';
  if (isRuling(kind)) {
    rule(desk, station, kind);
    return;
  }
  const about = NEW.has(kind) ? null : subject(desk, station, kind);
  const wrote: number[] = [];
  const mark = (): string => {
    wrote.push(desk.ledger.mark());
    return marked(wrote.at(-1) ?? 0);
  };
  let touched: { type: string; id: string }[] = about ? [about] : [];
  let before = new Set<number>();
  let envelope = '';
  const outcome = station.act((workspace) => {
    before = about ? currentMarks(workspace.store, about.type, about.id) : before;
    const ended = logEnd(workspace.store, workspace.identity.deviceId).seq;
    touched = work(desk, station, workspace, kind, about, mark) ?? touched;
    const end = logEnd(workspace.store, workspace.identity.deviceId);
    envelope = end.seq > ended ? toHex(end.hash) : '';
    return 'done';
  });
  desk.trace.note(
    station.name,
    kind,
    touched.map(({ type, id }) => `${type}/${id}`).join() || '-',
    wrote.join(),
    outcome ?? 'fell over',
  );
  if (outcome !== 'done' || envelope === '') return;
  const { store } = station.workspace;
  const { user, hlc } = authorOf(store, envelope);
  for (const { type, id } of touched) {
    const after = currentMarks(store, type, id);
    desk.ledger.acknowledge({
      station: station.name,
      type,
      id,
      wrote: wrote.filter((one) => after.has(one)),
      replaced: [...before].filter((one) => !after.has(one)),
      envelope,
      user,
      hlc,
    });
  }
}

/** Who wrote an envelope that is here, and when by its clock. */
export function authorOf(store: Store, envelope: string): { user: string; hlc: string } {
  const sql = 'SELECT user, hlc FROM envelope WHERE hash = ?';
  const row = store.get<{ user: string; hlc: string }>(sql, fromHex(envelope));
  if (!row) throw new Error('a deed without an envelope');
  return row;
}

/** A record that is there and that this can be done to. */
function subject(desk: Desk, station: Station, kind: Kind): { type: string; id: string } | null {
  const form = kind === 'save' ? desk.forms.get(station.name)?.resource : undefined;
  if (form?.id) return { type: form.resourceType, id: form.id };
  const { store } = station.workspace;
  if (kind === 'decide') {
    const open = store.all<{ type: string; id: string }>(
      'SELECT type, id FROM record WHERE conflicts > 0 ORDER BY type, id',
    );
    return open.length > 0 ? desk.dice.pick(open) : null;
  }
  const there = store.all<{ type: string; id: string }>(
    'SELECT type, id FROM record WHERE deleted = 0 ORDER BY type, id LIMIT 30',
  );
  return there.length > 0 ? desk.dice.pick(there) : null;
}

/** Does it; the records that it touched where it made them. Raises what the user is told. */
function work(
  desk: Desk,
  station: Station,
  workspace: Workspace,
  kind: Kind,
  about: { type: string; id: string } | null,
  mark: () => string,
): { type: string; id: string }[] | undefined {
  const { dice } = desk;
  if (kind === 'heartbeat') return void heartbeat(workspace);
  if (kind === 'create' || kind === 'several') {
    const count = kind === 'create' ? 1 : 2 + dice.int(3);
    const resources = Array.from({ length: count }, () => newRecord(workspace, dice, mark));
    return createRecords(workspace, resources).map((id, n) => ({ type: String(resources[n]?.resourceType), id }));
  }
  if (kind === 'bulk') {
    const text = Buffer.from(dice.bytes(BULK_BYTES)).toString('base64');
    const resources = [0, 1, 2].map(() => ({ resourceType: 'Patient', name: [{ text: mark() }], address: [{ text }] }));
    return createRecords(workspace, resources).map((id) => ({ type: 'Patient', id }));
  }
  if (!about) return;
  const { type, id } = about;
  if (kind === 'open') desk.forms.set(station.name, viewRecord(workspace, type, id));
  else if (kind === 'remove') deleteRecord(workspace, type, id);
  else if (kind === 'patch') patchRecord(workspace, type, id, change(dice, type, mark));
  else if (kind === 'save') {
    const form = desk.forms.get(station.name);
    desk.forms.delete(station.name);
    if (form) saveRecord(workspace, { ...form.resource, ...change(dice, type, mark) } as never, form.seen, mark());
  } else decide(workspace, dice, about, mark);
  return;
}

function isRuling(kind: Kind): kind is Ruling {
  return kind in RULINGS;
}

function decide(
  workspace: Workspace,
  dice: Dice,
  { type, id }: { type: string; id: string },
  mark: () => string,
): void {
  const open = listConflicts(workspace).filter(({ record }) => record.type === type && record.id === id);
  if (open.length === 0) return;
  const conflict = dice.pick(open);
  // of a breach of a rule there is nothing to choose
  if (conflict.values.length === 0) resolveConflict(workspace, conflict.id, { accept: true });
  else if (dice.chance(0.3)) resolveConflict(workspace, conflict.id, { value: JSON.stringify({ text: mark() }) });
  else resolveConflict(workspace, conflict.id, { keep: dice.pick(conflict.values).write });
}

function newRecord(workspace: Workspace, dice: Dice, mark: () => string): JsonObject {
  const patient = workspace.store.get<{ id: string }>(
    "SELECT id FROM record WHERE type = 'Patient' AND deleted = 0 ORDER BY id DESC LIMIT 1",
  );
  if (patient && dice.chance(0.3))
    return {
      resourceType: 'Condition',
      code: { text: mark() },
      subject: { reference: `Patient/${patient.id}` },
      note: [{ text: mark() }],
    };
  return {
    resourceType: 'Patient',
    name: [{ text: mark() }],
    telecom: [
      { system: 'phone', value: mark() },
      { system: 'phone', use: 'work', value: mark() },
    ],
    maritalStatus: { text: mark() },
  };
}

/** A merge patch of one or two elements. */
function change(dice: Dice, type: string, mark: () => string): Record<string, unknown> {
  if (type === 'Condition')
    return dice.pick([
      () => ({ code: { text: mark() } }),
      () => ({ note: [{ text: mark() }] }),
      () => ({ severity: { text: mark() } }),
    ])();
  return dice.pick([
    () => ({ maritalStatus: { text: mark() } }),
    () => ({ maritalStatus: null }),
    () => ({ managingOrganization: { display: mark() } }),
    () => ({ name: [{ text: mark() }] }),
    () => ({ telecom: [{ system: 'phone', value: mark() }] }),
    () => ({ address: [{ text: mark() }], maritalStatus: { text: mark() } }),
    () => ({ birthDate: `19${10 + dice.int(90)}-01-0${1 + dice.int(9)}` }),
  ])();
}
