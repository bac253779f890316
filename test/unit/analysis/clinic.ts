/** A real database with hand-made records, projected as the vault projects them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { codedIn } from '../../../electron/vault/analysis/cohorts/coded.ts';
import { observedIn } from '../../../electron/vault/analysis/cohorts/observed.ts';
import { dayIn } from '../../../electron/vault/records/dates.ts';
import { indexFacts } from '../../../electron/vault/records/fact-index.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import { markIndexed } from '../../../electron/vault/records/reindex.ts';
import { addCoded } from '../../../electron/vault/storage/coded.ts';
import { openStore, type Reader } from '../../../electron/vault/storage/database.ts';
import { addObserved } from '../../../electron/vault/storage/observed.ts';
import { canonicalJson, type JsonObject } from '../../../shared/records/json.ts';

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

/** A record, or one that was deleted. */
export type Row = JsonObject | { readonly deleted: JsonObject };

/** The clinic's zone is Asia/Shanghai where none is given. */
export function clinicOf(rows: readonly Row[], timeZone = 'Asia/Shanghai'): Reader {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-analysis-'));
  const store = openStore({ file: join(folder, 'clinic.sqlite'), key: new Uint8Array(32).fill(5) });
  open.push(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });
  const dayOf = dayIn(timeZone);
  store.transaction((writer) => {
    markIndexed(writer);
    rows.forEach((row, i) => {
      const resource: JsonObject = { id: `r${i}`, ...('deleted' in row ? (row.deleted as JsonObject) : row) };
      const projection = project(resource, dayOf);
      const { patient, at, day, code, status } = projection;
      const { rowid: rid } = writer.run(
        `INSERT INTO record (type, id, json, deleted, version, eid, op, patient, at, day, code, status)
         VALUES (?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?, ?)`,
        String(resource.resourceType),
        String(resource.id),
        canonicalJson(resource),
        'deleted' in row ? 1 : 0,
        i,
        patient,
        at,
        day,
        code,
        status,
      );
      const [type, id] = [String(resource.resourceType), String(resource.id)];
      if ('deleted' in row) return;
      indexFacts(writer, { rid, type, id, resource, projection });
      addObserved(writer, { rid, ...projection }, observedIn(resource, projection));
      addCoded(writer, { rid, ...projection }, codedIn(resource, projection));
    });
  });
  return store;
}

export function visit(start: string, status: string | null = 'finished'): JsonObject {
  return {
    resourceType: 'Encounter',
    ...(status ? { status } : {}),
    subject: { reference: 'Patient/p' },
    period: { start },
  };
}

const code = (value: string): JsonObject => ({ coding: [{ code: value }] });

export function diagnosis(
  patient: string,
  what: { code?: string; text?: string; display?: string },
  days: JsonObject,
  verified = 'confirmed',
): JsonObject {
  return {
    resourceType: 'Condition',
    subject: { reference: `Patient/${patient}` },
    verificationStatus: code(verified),
    code: {
      ...(what.code
        ? { coding: [{ system: 'urn:icd', code: what.code, ...(what.display ? { display: what.display } : {}) }] }
        : {}),
      ...(what.text ? { text: what.text } : {}),
    },
    ...days,
  };
}

export function person(birthDate: string | undefined, gender: string | undefined, more: JsonObject = {}): JsonObject {
  return { resourceType: 'Patient', ...(birthDate ? { birthDate } : {}), ...(gender ? { gender } : {}), ...more };
}

/** A visit of somebody, with somebody. */
export function visitOf(patient: string | undefined, start: string, status = 'finished', who?: string): JsonObject {
  return {
    resourceType: 'Encounter',
    status,
    ...(patient ? { subject: { reference: `Patient/${patient}` } } : {}),
    ...(who ? { participant: [{ individual: { reference: who } }] } : {}),
    period: { start },
  };
}
