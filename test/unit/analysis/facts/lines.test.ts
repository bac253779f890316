/** What follows from the lines of prescriptions and from visits is the same in whatever order they came and went. */
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { dayIn } from '../../../../electron/vault/records/dates.ts';
import { indexFacts, unindexFacts } from '../../../../electron/vault/records/fact-index.ts';
import { project } from '../../../../electron/vault/records/projection.ts';
import { makeRng, type Rng } from '../../../../electron/vault/sample/random.ts';
import { openStore, type Reader, type Store } from '../../../../electron/vault/storage/database.ts';
import { FACT, forgetNames, moveFacts } from '../../../../electron/vault/storage/facts.ts';
import { canonicalJson, type JsonObject } from '../../../../shared/records/json.ts';
import { cleanUp, temporaryFolder } from '../../../support/vaults.ts';

afterAll(cleanUp);
const dayOf = dayIn('Asia/Shanghai');
const DAYS = ['2026-03-02', '2026-03-02', '2026-03-03', ''];

interface Made {
  readonly rid: number;
  readonly resource: JsonObject;
}

/** Not in the order in which they come. */
const idOf = (n: number): string => `${(n * 7) % 10}-${n}`;

function made(rng: Rng, n: number): JsonObject {
  const patient = rng.pick(['a', 'a', 'b', '']);
  const day = rng.pick(DAYS);
  const subject = patient === '' ? {} : { subject: { reference: `Patient/${patient}` } };
  const id = idOf(n);
  if (rng.chance(0.3))
    return {
      resourceType: 'Encounter',
      id,
      status: 'finished',
      ...subject,
      ...(day ? { period: { start: day } } : {}),
    };
  const named = (type: string): JsonObject => ({ reference: `${type}/${idOf(rng.int(0, n))}` });
  return {
    resourceType: 'MedicationRequest',
    id,
    status: rng.pick(['active', 'active', 'completed', 'draft']),
    intent: 'order',
    ...subject,
    ...(day ? { authoredOn: day } : {}),
    medicationCodeableConcept: rng.pick<JsonObject>([
      { text: 'Amoxicillin' },
      { text: 'Ibuprofen' },
      { coding: [{ system: 'urn:their:list', code: '1' }] },
    ]),
    requester: { reference: `Practitioner/${rng.pick(['x', 'y'])}` },
    ...(rng.chance(0.3) ? { groupIdentifier: { value: rng.pick(['1', '2']) } } : {}),
    ...(rng.chance(0.5) ? { encounter: named('Encounter') } : {}),
    ...(rng.chance(0.3) ? { priorPrescription: named('MedicationRequest') } : {}),
  };
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const linked = (value: unknown): string => text((value as JsonObject | undefined)?.reference);

/** Rows as they should be, by rules that are written anew. */
function expected(all: readonly Made[], ownerOf: (patient: string) => string): string[] {
  const owner = ({ subject }: JsonObject): string => ownerOf(linked(subject));
  const day = (one: JsonObject): string => text(one.authoredOn) || text((one.period as JsonObject | undefined)?.start);
  const lines = all.filter(
    ({ resource }) => resource.resourceType === 'MedicationRequest' && resource.status !== 'draft',
  );
  const live = lines.filter(
    (line) =>
      !lines.some(
        (other) =>
          other !== line &&
          owner(line.resource) !== '' &&
          owner(other.resource) === owner(line.resource) &&
          day(other.resource) === day(line.resource) &&
          linked(other.resource.priorPrescription) === `MedicationRequest/${line.resource.id}`,
      ),
  );
  const isGiven = ({ resource }: Made): boolean => JSON.stringify(resource).includes('Amoxicillin');
  const sheets = new Map<string, Made[]>();
  for (const line of live) {
    const { groupIdentifier, encounter, requester, subject, id } = line.resource;
    const by = `${linked(requester)} ${day(line.resource)}`;
    const key =
      subject === undefined
        ? `line ${id}`
        : groupIdentifier !== undefined
          ? `group ${text((groupIdentifier as JsonObject).value)}`
          : encounter !== undefined
            ? `visit ${linked(encounter)} ${by}`
            : day(line.resource) !== ''
              ? `day ${by}`
              : `line ${id}`;
    const full = `${owner(line.resource)} ${key}`;
    sheets.set(full, [...(sheets.get(full) ?? []), line]);
  }
  const late = (one: Made): string => `${day(one.resource) || '9'} ${one.resource.id}`;
  const rows = [...sheets.values()].flatMap((sheet) => {
    const sorted = sheet.toSorted((a, b) => (late(a) < late(b) ? -1 : 1));
    const [first] = sorted;
    const antibiotic = sorted.find(isGiven);
    const when = first ? day(first.resource) : '';
    const unread = !antibiotic && sheet.some(({ resource }) => JSON.stringify(resource).includes('urn:their:list'));
    return [
      `prescription ${first?.rid} ${when} ${unread ? 1 : ''}`,
      ...(antibiotic ? [`antibiotic ${antibiotic.rid} ${when} `] : []),
    ];
  });
  for (const { rid, resource } of all) {
    if (resource.resourceType !== 'Encounter') continue;
    const isTreated = live.some(
      (line) =>
        isGiven(line) &&
        resource.subject !== undefined &&
        owner(line.resource) === owner(resource) &&
        (line.resource.encounter !== undefined
          ? linked(line.resource.encounter) === `Encounter/${resource.id}`
          : day(line.resource) === day(resource) && day(resource) !== ''),
    );
    if (isTreated) rows.push(`treated ${rid} ${day(resource)} `);
  }
  return rows.sort();
}

const KINDS = ['prescription', 'antibiotic', 'treated'] as const;

function kept(reader: Reader): string[] {
  return KINDS.flatMap((kind) =>
    reader
      .all<{ rid: number; day: string; other: number | null }>(
        'SELECT rid, day, other FROM fact WHERE kind = ?',
        FACT[kind],
      )
      .map(({ rid, day, other }) => `${kind} ${rid} ${day} ${other ?? ''}`),
  ).sort();
}

/** How many of a day are kept beside the facts are as many as there are. */
function checkCounts(reader: Reader): void {
  const kinds = KINDS.map((kind) => FACT[kind]).join();
  const counts = (of: string) =>
    reader.all(`SELECT kind, day, ${of} AS n FROM ${of === 'sum(n)' ? 'fact_count' : 'fact'}
    WHERE kind IN (${kinds}) GROUP BY kind, day HAVING ${of} <> 0 ORDER BY kind, day`);
  expect(counts('sum(n)')).toEqual(counts('count(*)'));
}

function put(store: Store, resource: JsonObject): Made {
  return store.transaction((writer) => {
    const projection = project(resource, dayOf);
    const { patient, at, day, code, status } = projection;
    const [type, id] = [String(resource.resourceType), String(resource.id)];
    const { rowid: rid } = writer.run(
      'INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 1, 1, ?, ?, ?, ?, ?)',
      type,
      id,
      canonicalJson(resource),
      patient,
      at,
      day,
      code,
      status,
    );
    indexFacts(writer, { rid, type, id, resource, projection });
    return { rid, resource };
  });
}

it.each([1, 2, 3, 4, 5, 6, 7, 8])('as if all had been told at once: %i', (seed) => {
  const rng = makeRng(seed, 1);
  const store = openStore({ file: join(temporaryFolder(), 'lines.sqlite'), key: new Uint8Array(32).fill(5) });
  try {
    let all: Made[] = [];
    for (let n = 0; n < 60; n++) {
      const gone = all.length > 3 && rng.chance(0.25) ? rng.pick(all) : undefined;
      if (gone) {
        store.transaction((writer) => {
          unindexFacts(writer, gone.rid);
          writer.run('DELETE FROM record WHERE rid = ?', gone.rid);
        });
        all = all.filter((one) => one !== gone);
      } else all.push(put(store, made(rng, n)));
      expect(kept(store)).toEqual(expected(all, (patient) => patient));
    }
    checkCounts(store);
    // b turns out to be a, and then not
    for (const to of ['a', 'b']) {
      store.transaction((writer) => {
        for (const { rid, resource } of all)
          if (linked(resource.subject) === 'Patient/b')
            writer.run('INSERT OR IGNORE INTO moved (rid, own) VALUES (?, ?)', rid, 'b');
        moveFacts(writer, 'b', to);
      });
      expect(kept(store)).toEqual(expected(all, (patient) => (patient === 'Patient/b' ? `Patient/${to}` : patient)));
      checkCounts(store);
    }
  } finally {
    store.close();
  }
});

it('whoever wrote a line that was replaced is kept by name when names are forgotten', () => {
  const store = openStore({ file: join(temporaryFolder(), 'names.sqlite'), key: new Uint8Array(32).fill(5) });
  const line = (id: string, who: string, more: JsonObject = {}): JsonObject => ({
    resourceType: 'MedicationRequest',
    id,
    status: 'active',
    intent: 'order',
    subject: { reference: 'Patient/a' },
    authoredOn: '2026-03-02',
    medicationCodeableConcept: { text: 'Amoxicillin' },
    requester: { reference: `Practitioner/${who}` },
    ...more,
  });
  const put = (resource: JsonObject): number =>
    store.transaction((writer) => {
      const projection = project(resource, dayOf);
      const { patient, at, day, code, status } = projection;
      const [type, id] = [text(resource.resourceType), text(resource.id)];
      const { rowid: rid } = writer.run(
        'INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 1, 1, ?, ?, ?, ?, ?)',
        ...[type, id, canonicalJson(resource), patient, at, day, code, status],
      );
      indexFacts(writer, { rid, type, id, resource, projection });
      return rid;
    });
  const correction = put(line('2', 'y', { priorPrescription: { reference: 'MedicationRequest/1' } }));
  put(line('1', 'x'));
  store.transaction((writer) => forgetNames(writer));
  put(line('3', 'z', { subject: { reference: 'Patient/b' } }));
  store.transaction((writer) => {
    unindexFacts(writer, correction);
    writer.run('DELETE FROM record WHERE rid = ?', correction);
  });
  const names = store.all<{ id: string; name: string | null }>(
    `SELECT r.id, n.name FROM fact f JOIN record r USING (rid) LEFT JOIN fact_name n ON n.nid = f.who
     WHERE f.kind = ${FACT.prescription} ORDER BY r.id`,
  );
  store.close();
  expect(names).toEqual([
    { id: '1', name: 'Practitioner/x' },
    { id: '3', name: 'Practitioner/z' },
  ]);
});
