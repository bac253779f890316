/** What a workstation acknowledged is current, replaced by what saw it, in the inbox, or set aside with a reason; it is never gone. */
import { findRow } from '../../electron/vault/records/row.ts';
import type { Store } from '../../electron/vault/storage/database.ts';
import { fromHex } from '../../shared/base/bytes.ts';
import { parseEnvelope } from '../../shared/envelope/layout.ts';
import { marksIn } from './canary.ts';
import { currentMarks, type Deed } from './ledger.ts';
import { activeStations } from './standing.ts';
import type { Station } from './workstation.ts';
import type { World } from './world.ts';

/** Deeds that are gone, and what nobody was allowed to do. */
export function judgeLedger(world: World): string[] {
  const store = activeStations(world)[0]?.workspace.store;
  if (!store) return [];
  const { ledger } = world.desk;
  const fates = new Map(ledger.deeds.map((deed) => [deed, fateOf(world, store, deed)]));
  const current = new Map<string, Set<number>>();
  const marksOf = ({ type, id }: Deed): Set<number> => {
    const key = `${type}/${id}`;
    const known = current.get(key) ?? currentMarks(store, type, id);
    current.set(key, known);
    return known;
  };
  // of a record: a merge writes on one what still has to stand in the other
  const replaced = new Set(
    ledger.deeds
      .filter((deed) => fates.get(deed) === 'holds')
      .flatMap(({ type, id, replaced }) => replaced.map((mark) => `${type}/${id} ${mark}`)),
  );
  const gone = ledger.deeds.flatMap((deed) => {
    const fate = fates.get(deed);
    if (fate === 'gone') return [`${deed.station} acknowledged ${deed.envelope.slice(0, 12)}, which nobody has`];
    if (fate !== 'holds') return [];
    if (isGoneAsAsked(world.desk, store, deed)) return [];
    return deed.wrote
      .filter((mark) => !marksOf(deed).has(mark) && !replaced.has(`${deed.type}/${deed.id} ${mark}`))
      .map((mark) => `${deed.station} acknowledged ${mark} in ${deed.type}/${deed.id}, and it is gone`);
  });
  const records = store.all<{ json: string }>('SELECT json FROM record').flatMap(({ json }) => marksIn(json));
  const forbidden = records.filter((mark) => ledger.forbidden.has(mark));
  return [...gone, ...forbidden.map((mark) => `${mark} stands in a record, although its author might not write it`)];
}

/** What an owner redacted is gone as it should be; nobody else may redact. */
function isGoneAsAsked({ ledger }: World['desk'], store: Store, { type, id }: Deed): boolean {
  return ledger.redactions.count > 0 && findRow(store, type, id)?.redacted === 1;
}

/** Whose role or keys were changed, or whose role's table was, may have had no right to it; an owner who writes again does not do it for them. */
function mayLackRights([station]: readonly Station[], { user }: Deed): boolean {
  const members = station?.workspace.members();
  return members !== undefined && ((members.standings.get(user)?.length ?? 0) !== 1 || members.tables.length > 1);
}

/** What became of a deed: it holds, it was kept out with a reason that a person can read, or it is gone. */
function fateOf({ renewals, desk, stations }: World, store: Store, deed: Deed): 'holds' | 'kept out' | 'gone' | 'lost' {
  const row = store.get<{ eid: number; state: string }>(
    'SELECT eid, state FROM envelope WHERE hash = ?',
    fromHex(deed.envelope),
  );
  // unless a message that was still on its way brought it
  if (!row && desk.ledger.isLost(deed)) return 'lost';
  // under new keys it has to be written again, unless an owner redacted its record meanwhile
  if (!row && renewals > 0) {
    if (isWrittenAgain(store, deed)) return 'holds';
    if (isGoneAsAsked(desk, store, deed) || mayLackRights(stations, deed)) return 'kept out';
  }
  if (!row) return 'gone';
  const aside = store.get('SELECT 1 FROM set_aside WHERE eid = ? AND reason IS NOT NULL', row.eid);
  const quarantined = store.get('SELECT 1 FROM quarantine WHERE eid = ?', row.eid);
  if (aside || quarantined) return isWrittenAgain(store, deed) ? 'holds' : 'kept out';
  return row.state === 'withheld' && wentWithRedaction(stations, deed) ? 'kept out' : 'holds';
}

/** Sent behind the removal of its keys it is kept out; what was written again under new ones stands in its record, and replaced what it had seen. */
function isWrittenAgain(store: Store, { user, hlc, type, id }: Deed): boolean {
  const sql = `SELECT 1 FROM first_author f JOIN change c ON c.eid = f.eid JOIN record r ON r.rid = c.rid
     WHERE f.user = ? AND f.hlc = ? AND r.type = ? AND r.id = ?`;
  return store.get(sql, user, hlc, type, id) !== undefined;
}

/** An owner redacted it where it was, before anybody else had it; the redaction itself was kept out. */
function wentWithRedaction(stations: readonly Station[], { envelope }: Deed): boolean {
  const hash = fromHex(envelope);
  const isWhole = ({ workspace }: Station): boolean => {
    const row = workspace.store.get<{ bytes: Uint8Array }>('SELECT bytes FROM envelope WHERE hash = ?', hash);
    return row !== undefined && parseEnvelope(new Uint8Array(row.bytes)) !== null;
  };
  const keptOut = ({ workspace }: Station): boolean =>
    workspace.store.get('SELECT 1 FROM refused_statement WHERE hash = ?', hash) !== undefined;
  return !stations.some(isWhole) && stations.some(keptOut);
}
