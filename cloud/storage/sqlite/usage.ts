/** What clinics move and what the operator decides about them, in SQLite. */
import type { Database } from 'better-sqlite3';
import type { Traffic } from '../contract.ts';

interface TrafficRow {
  readonly month: string;
  readonly up: number;
  readonly down: number;
  readonly requests: number;
}

/** Statements on traffic, quotas and suspension, prepared once. */
export function prepareUsage(database: Database) {
  const add = database.prepare(
    `INSERT INTO traffic (clinic_id, month, up, down, requests) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET up = up + excluded.up, down = down + excluded.down, requests = requests + excluded.requests`,
  );
  const select = database.prepare<[Uint8Array, number], TrafficRow>(
    'SELECT month, up, down, requests FROM traffic WHERE clinic_id = ? ORDER BY month DESC LIMIT ?',
  );
  const setQuota = database.prepare('UPDATE clinic SET quota = ? WHERE clinic_id = ?');
  const setSuspended = database.prepare('UPDATE clinic SET suspended = ? WHERE clinic_id = ?');
  const addAll = database.transaction((moved: readonly Traffic[]) => {
    for (const { clinicId, month, up, down, requests } of moved) add.run(clinicId, month, up, down, requests);
  });

  return {
    addTraffic: (moved: readonly Traffic[]) => addAll.immediate(moved),
    traffic: (clinicId: Uint8Array, months: number) => select.all(clinicId, months),
    setQuota: (clinicId: Uint8Array, quota: number | null) => setQuota.run(quota, clinicId).changes > 0,
    setSuspended: (clinicId: Uint8Array, suspended: boolean) =>
      setSuspended.run(suspended ? 1 : 0, clinicId).changes > 0,
  };
}
