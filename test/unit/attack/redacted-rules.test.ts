/** Breaches of rules across records are a function of the records, redacted ones among them, whatever came first. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { signRecord } from '../../../electron/vault/records/amend.ts';
import { createRecords, deleteRecord } from '../../../electron/vault/records/commands.ts';
import { listConflicts } from '../../../electron/vault/records/conflicts.ts';
import { redact } from '../../../electron/vault/records/redaction.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { cleanUp } from '../../support/vaults.ts';
import { carry, type Workstation, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';

let clinic: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  clinic = await workstationClinic(4);
});
afterEach(cleanUp);

const note = (id: string): JsonObject => ({
  resourceType: 'DocumentReference',
  id,
  status: 'current',
  subject: { reference: 'Patient/p' },
  content: [{ attachment: { title: 'x' } }],
});
const appointment = (id: string): JsonObject => ({
  resourceType: 'Appointment',
  id,
  status: 'booked',
  start: '2026-06-01T01:00:00Z',
  end: '2026-06-01T02:00:00Z',
  participant: [{ actor: { reference: 'Location/ward' }, status: 'accepted' }],
});
const ward: JsonObject = {
  resourceType: 'Location',
  id: 'ward',
  physicalType: { coding: [{ code: 'wa', system: 'http://terminology.hl7.org/CodeSystem/location-physical-type' }] },
};

const breaches = ({ store }: Workspace): unknown[] =>
  store.all(
    `SELECT b.rule, b.subject, b.key, b.accepted, b.patient, r.type, r.id FROM breach b JOIN record r USING (rid)
     ORDER BY b.rule, b.subject, r.type, r.id`,
  );

/** Two workstations that write, and two that get it in either order. */
function inBothOrders(write: (first: Workspace) => void, erase: (second: Workspace) => void): [Workspace, Workspace] {
  const [a, b, early, late] = clinic.open() as [Workstation, Workstation, Workstation, Workstation];
  write(a.workspace);
  erase(b.workspace);
  for (const device of [a.device, b.device])
    carry(device === a.device ? a.workspace : b.workspace, early.workspace, device);
  for (const device of [b.device, a.device])
    carry(device === a.device ? a.workspace : b.workspace, late.workspace, device);
  return [early.workspace, late.workspace];
}

describe('rules across records, some of them redacted', () => {
  it('find the same records of a redacted patient in either order', () => {
    const [early, late] = inBothOrders(
      (workspace) => createRecords(workspace, [note('n')]),
      (workspace) => {
        createRecords(workspace, [{ resourceType: 'Patient', id: 'p' }]);
        redact(workspace, { type: 'Patient', id: 'p' }, 'asked for', 'record');
      },
    );
    expect(breaches(early)).toEqual(breaches(late));
    expect(listConflicts(early)).toMatchObject([{ rule: 'deleted-patient', others: [{ id: 'n' }] }]);
  });

  it('find the same where the redaction comes before the patient', () => {
    const [a, b, c, d] = clinic.open() as [Workstation, Workstation, Workstation, Workstation];
    createRecords(a.workspace, [{ resourceType: 'Patient', id: 'p' }]);
    createRecords(c.workspace, [note('n')]);
    carry(a.workspace, b.workspace, a.device);
    redact(b.workspace, { type: 'Patient', id: 'p' }, 'asked for', 'record');
    carry(c.workspace, d.workspace, c.device);
    carry(b.workspace, d.workspace, b.device);
    carry(a.workspace, d.workspace, a.device);
    carry(c.workspace, b.workspace, c.device);
    expect(breaches(b.workspace)).toHaveLength(1);
    expect(breaches(d.workspace)).toEqual(breaches(b.workspace));
  });

  it('ask nobody about a signed record that is redacted, for nobody could answer', () => {
    const [a, b, c, d] = clinic.open() as [Workstation, Workstation, Workstation, Workstation];
    createRecords(a.workspace, [note('n')]);
    carry(a.workspace, b.workspace, a.device);
    signRecord(b.workspace, 'DocumentReference', 'n');
    redact(a.workspace, { type: 'DocumentReference', id: 'n' }, 'asked for', 'record');
    carry(a.workspace, c.workspace, a.device);
    carry(b.workspace, c.workspace, b.device);
    carry(a.workspace, d.workspace, a.device, 1);
    carry(b.workspace, d.workspace, b.device);
    carry(a.workspace, d.workspace, a.device);
    expect([breaches(c.workspace), breaches(d.workspace)]).toEqual([[], []]);
  });

  it('judge a place anew that is known no more', () => {
    const [a, b, c, d] = clinic.open() as [Workstation, Workstation, Workstation, Workstation];
    createRecords(a.workspace, [appointment('x'), appointment('y')]);
    createRecords(b.workspace, [ward]);
    carry(a.workspace, c.workspace, a.device);
    carry(b.workspace, c.workspace, b.device);
    expect(breaches(c.workspace)).toEqual([]);
    redact(b.workspace, { type: 'Location', id: 'ward' }, 'asked for', 'record');
    carry(b.workspace, c.workspace, b.device);
    carry(b.workspace, d.workspace, b.device);
    carry(a.workspace, d.workspace, a.device);
    const [early, late] = [c.workspace, d.workspace];
    expect(breaches(early)).toHaveLength(2);
    expect(breaches(late)).toEqual(breaches(early));
  });

  it('let nothing of a chart stay in the inbox that is redacted whole', () => {
    const [a] = clinic.open() as [Workstation];
    createRecords(a.workspace, [{ resourceType: 'Patient', id: 'p' }, note('n1'), note('n2')]);
    redact(a.workspace, { type: 'Patient', id: 'p' }, 'asked for', 'chart');
    expect(breaches(a.workspace)).toEqual([]);
  });

  it.each([
    ['of one deleted patient', (n: number) => note(`n${n}`)],
    [
      'with one number',
      (n: number): JsonObject => ({
        resourceType: 'Patient',
        id: `x${n}`,
        identifier: [{ system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-99-9999' }],
      }),
    ],
  ])('judge very many records %s once, not each with all before it', (_name, record) => {
    const [a] = clinic.open() as [Workstation];
    createRecords(a.workspace, [{ resourceType: 'Patient', id: 'p' }]);
    deleteRecord(a.workspace, 'Patient', 'p');
    const changes = () => a.workspace.store.get<{ n: number }>('SELECT total_changes() AS n')?.n ?? 0;
    const before = changes();
    createRecords(
      a.workspace,
      Array.from({ length: 500 }, (_, n) => record(n)),
    );
    expect(breaches(a.workspace)).toHaveLength(500);
    expect(changes() - before).toBeLessThan(500 * 20);
    redact(a.workspace, { type: 'Patient', id: 'p' }, 'asked for', 'chart');
    expect(changes() - before).toBeLessThan(500 * 80);
  });
});
