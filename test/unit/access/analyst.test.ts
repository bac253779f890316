import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openUser, readKeyring } from '../../../electron/vault/access/keyring.ts';
import { meetsAll } from '../../../electron/vault/permission.ts';
import { openStore } from '../../../electron/vault/storage/database.ts';
import { DEFAULT_ROLES } from '../../../shared/access/roles.ts';
import { type CallName, calls } from '../../../shared/bridge/index.ts';
import type { ConceptMatch } from '../../../shared/cohorts/definition.ts';
import { unseal } from '../../../shared/crypto/sodium.ts';
import { openAnalysts } from '../../support/analysts.ts';
import { addUser, FIRST } from '../../support/people.ts';
import { quickKdf } from '../../support/quick-kdf.ts';
import { cleanUp, eventually, PASSPHRASE, type TestVault, testClinic, testVault } from '../../support/vaults.ts';

afterEach(cleanUp);

/** None of these may stand anywhere in what an analyst can open. */
const CANARIES = [
  'Kanarienvogel',
  '王小芳',
  '13812345678',
  '330102198005011234',
  'Plum Lane 7',
  'fell from a ladder',
  'dizzy since',
  '1980-05-01',
  '1931',
  '09:41',
];

const [NAME, HAN, PHONE, CARD, ADDRESS, NOTE, TEXT] = CANARIES;

async function clinicWithPatient() {
  const vault = await testClinic();
  const create = async (resource: { resourceType: string; [key: string]: unknown }) =>
    String((await vault.ask('record.create', { resource })).resource.id);
  const about = {
    name: [{ family: NAME, text: HAN }],
    telecom: [{ system: 'phone', value: PHONE }],
    identifier: [{ value: CARD }],
    address: [{ text: ADDRESS, line: [ADDRESS] }],
    gender: 'female',
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${NAME}</div>` },
  };
  const patient = await create({ resourceType: 'Patient', ...about, birthDate: '1980-05-01' });
  await create({
    resourceType: 'Patient',
    ...about,
    birthDate: '1931-02-03',
    deceasedDateTime: '2026-01-02T09:41:00Z',
  });
  const subject = { reference: `Patient/${patient}`, display: NAME };
  const encounter = await create({
    resourceType: 'Encounter',
    status: 'finished',
    class: { code: 'AMB', display: NAME },
    subject,
    period: { start: '2026-03-02T09:41:00+08:00' },
    reasonCode: [{ text: TEXT }],
    participant: [{ individual: { display: NAME } }],
  });
  const condition = await create({
    resourceType: 'Condition',
    subject,
    encounter: { reference: `Encounter/${encounter}` },
    code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'J06.9', display: TEXT }], text: TEXT },
    recordedDate: '2026-03-02T09:41:00+08:00',
    note: [{ text: NOTE }],
    recorder: { display: NAME },
  });
  await create({
    resourceType: 'Observation',
    status: 'final',
    subject,
    code: { coding: [{ system: 'http://loinc.org', code: '2339-0' }, { code: PHONE }], text: NAME },
    effectiveDateTime: '2026-03-02T09:41:00+08:00',
    valueQuantity: { value: 5.2, unit: NAME, system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    note: [{ text: NOTE }],
    component: [{ code: { text: NAME }, valueString: NOTE }],
  });
  await create({
    resourceType: 'DocumentReference',
    status: 'current',
    subject,
    description: NOTE,
    content: [{ attachment: { title: NOTE } }],
  });
  await addUser(vault, 'Ann', 'analyst');
  const made = await vault.ask('analysis.refresh', {});
  return { vault, ids: [patient, encounter, condition], made };
}

/** Everything that a database holds, row by row, as text. */
function contentsOf(file: string, key: Uint8Array): string {
  const store = openStore({ file, key, readonly: true });
  try {
    const tables = store.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL",
    );
    return tables
      .filter(({ name }) => !name.startsWith('full_text'))
      .flatMap(({ name }) => store.all<Record<string, unknown>>(`SELECT * FROM "${name}"`).map(readable))
      .join('\n');
  } finally {
    store.close();
  }
}

function readable(row: Record<string, unknown>): string {
  return Object.values(row)
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)))
    .join(' ');
}

async function asAnalyst(vault: TestVault): Promise<void> {
  await vault.ask('session.unlock', { user: 'Ann', passphrase: FIRST });
}

describe("the analysts' database", () => {
  it('holds codes, values and days, and nothing by which somebody is known', async () => {
    const { vault, ids, made } = await clinicWithPatient();
    expect(made.records).toBe(5);
    await vault.vault.close();
    const keyring = readKeyring(join(vault.home, 'keyring'));
    const slot = keyring?.users.find(({ user }) => user.role === 'analyst');
    const keys = slot && (await openUser(slot.user, FIRST, quickKdf));
    // all that an analyst's passphrase ever opens
    expect(slot?.databaseKey).toBeNull();
    const key = slot?.analysisKey && keys && unseal(slot.analysisKey, keys.box);
    const contents = contentsOf(join(vault.home, 'analysis.db'), key as Uint8Array);
    for (const canary of [...CANARIES, ...ids]) expect(contents).not.toContain(canary);
    for (const kept of ['J06.9', '2339-0', '5.2', 'mmol/L', '2026-03-02', '1980', 'female'])
      expect(contents).toContain(kept);
    expect(() => openStore({ file: join(vault.home, 'xinglin.db'), key: key as Uint8Array, readonly: true })).toThrow();
  });

  it('is what an analyst sees, also as the first who logs in, and all that they see', async () => {
    const { vault, ids } = await clinicWithPatient();
    await vault.vault.close();
    const again = await testVault(vault.home);
    await asAnalyst(again);
    expect(await again.ask('session.state', {})).toMatchObject({ kind: 'open', user: { role: 'analyst' }, opened: [] });
    const has = (of: ConceptMatch) => ({ definition: { v: 1, where: { kind: 'diagnosis', of: [of] } } }) as const;
    expect(await again.ask('cohort.count', has({ code: 'J06.9' }))).toMatchObject({
      n: null,
      hidden: 'few',
      total: null,
      fewest: 5,
    });
    expect(await again.ask('cohort.count', has({ code: 'I10' }))).toMatchObject({ n: 0, total: null });
    await again.refuse('cohort.count', has({ text: 'cold' }), 'cohort-not-deidentified');
    const diagnoses = await again.ask('measures.ask', { name: 'diagnoses', from: '2026-01-01', to: '2026-12-31' });
    expect(diagnoses.rows).toMatchObject([
      { keys: [expect.stringMatching(/J06\.9$/)], values: [null], hidden: ['few'] },
    ]);
    const visits = await again.ask('measures.ask', { name: 'visits', from: '2026-01-01', to: '2026-12-31' });
    expect(visits).toMatchObject({ total: [null], totalHidden: ['few'], fewest: 5, incomplete: 0 });
    // of few is what happened in one week, and zero is told of the others
    expect(visits.rows.flatMap(({ values, hidden }) => (values[0] === 0 ? [] : [hidden]))).toEqual([['few']]);
    expect(JSON.stringify(await again.ask('measures.ask', { name: 'age-sex' }))).not.toMatch(/"(values|n)":\[?1/);
    await refusesAll(again, ids);
    await again.refuse('user.passphrase', { old: FIRST, new: 'Ann keeps eleven copper kettles' }, 'clinic-closed');
    await again.ask('session.lock', {});
    await again.refuse('measures.ask', { name: 'visits' }, 'locked');
  });

  it('is all that they see where the clinic was open before them, too', async () => {
    const { vault, ids } = await clinicWithPatient();
    await asAnalyst(vault);
    await vault.refuse('measures.ask', { name: 'visits' }, 'passphrase-first');
    await vault.ask('user.passphrase', { old: FIRST, new: 'Ann keeps eleven copper kettles' });
    await refusesAll(vault, ids);
    expect(JSON.stringify(await vault.ask('measures.ask', { name: 'diagnoses' }))).not.toContain(TEXT);
    await vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    expect((await vault.ask('patient.search', { text: '' })).total).toBe(2);
    // nothing is hidden from who may look at the records anyway
    const { total, ...more } = await vault.ask('measures.ask', {
      name: 'visits',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect([total, 'fewest' in more]).toEqual([[1], false]);
    const definition = { v: 1, where: { kind: 'diagnosis', of: [{ code: 'J06.9' }] } } as const;
    expect(await vault.ask('cohort.count', { definition })).toMatchObject({ n: 1, total: 1 });
  });

  it('is made by itself when somebody logs in a day later, and never where the clinic has no analyst', async () => {
    let now = Date.UTC(2026, 5, 1, 8);
    const vault = await testClinic(undefined, { automatic: true, clock: { now: () => now } });
    const file = join(vault.home, 'analysis.db');
    const unlock = () => vault.ask('session.unlock', { user: 'Dr Test', passphrase: PASSPHRASE });
    await unlock();
    expect(existsSync(file)).toBe(false);
    await addUser(vault, 'Ann', 'analyst');
    await vault.refuse('session.unlock', { user: 'Ann', passphrase: FIRST }, 'analysis-missing');
    await unlock();
    const at = async () => (await vault.ask('analysis.copy', {})).copy?.at;
    const first = await eventually(at, (made) => made !== undefined);
    now += 25 * 60 * 60_000;
    await unlock();
    await eventually(at, (made) => made !== first);
    await asAnalyst(vault);
  });

  it('keeps a code without a known system only if many patients have it, and nobody is called so', async () => {
    const vault = await testClinic();
    const create = async (resource: { resourceType: string; [key: string]: unknown }) =>
      String((await vault.ask('record.create', { resource })).resource.id);
    const names = [{ family: 'Wang' }, { text: '欧小芳' }, { family: 'Li', given: ['Mei'] }, {}, {}];
    const patients: string[] = [];
    for (const name of names)
      patients.push(await create({ resourceType: 'Patient', name: [{ ...name, use: 'official' }] }));
    const diagnosed = (patient: string, code: object) =>
      create({ resourceType: 'Condition', subject: { reference: `Patient/${patient}` }, code: { coding: [code] } });
    for (const patient of patients) {
      for (const code of ['wang', 'MEI', 'ou', 'LOCAL7']) await diagnosed(patient, { code });
      await diagnosed(patients[0] ?? '', { code: 'Kanarienvogel' });
      await diagnosed(patients[1] ?? '', { code: 'Plumtree', system: 'http://example.org/codes' });
    }
    await diagnosed(patients[0] ?? '', { code: 'Zzz1', system: 'http://hl7.org/fhir/sid/icd-10' });
    await create({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      valueQuantity: { value: 1, code: 'Sparrow', system: 'http://example.org/units' },
    });
    await vault.ask('analysis.refresh', {});
    const copy = await openAnalysts(vault);
    const codes = copy.all<{ code: string | null }>(
      "SELECT DISTINCT code FROM record WHERE type = 'Condition' ORDER BY code",
    );
    const json = copy
      .all<{ json: string }>('SELECT json FROM record')
      .map((row) => row.json)
      .join();
    copy.close();
    expect(codes.map(({ code }) => code)).toEqual([
      null,
      'http://hl7.org/fhir/sid/icd-10|Zzz1',
      expect.stringMatching(/LOCAL7$/),
    ]);
    expect(json).not.toMatch(/wang|mei|"ou"|kanarien|plum|sparrow/i);
  });

  it('loses whoever becomes anything else', async () => {
    const { vault } = await clinicWithPatient();
    const ann = (await vault.ask('user.list', {})).find(({ role }) => role === 'analyst');
    await vault.ask('user.role', { id: String(ann?.id), role: 'nurse' });
    await vault.vault.close();
    const slot = readKeyring(join(vault.home, 'keyring'))?.users.find(({ user }) => user.name === 'Ann');
    expect(slot?.analysisKey).toBeNull();
    expect(slot?.databaseKey).not.toBeNull();
  });
});

/** No call that an analyst is not meant to make answers, whatever is asked, and none tells more than that. */
async function refusesAll(vault: TestVault, [patient = '']: readonly string[]): Promise<void> {
  const key = { type: 'Patient', id: patient };
  const inputs: Partial<Record<CallName, unknown>> = {
    'record.get': key,
    'record.json': key,
    'record.loose': key,
    'record.history': key,
    'record.version': { ...key, version: 1 },
    'patient.search': { text: '' },
    'patient.list': { filter: { diagnosis: { system: 's', code: 'c' } } },
    'patient.recent': {},
    'patient.chart': { id: patient },
    'text.search': { text: 'x' },
    'fhir.search': { job: 'j', query: 'Patient' },
    'export.files': { job: 'j', format: 'ndjson', out: '/nowhere' },
    'backup.create': { job: 'j', file: '/nowhere' },
    'access.breakGlass': { patient, reason: 'I would like to' },
    'record.undo': { changes: [{ type: 'AllergyIntolerance', id: 'a', write: 'w.0' }] },
    'order.place': { patient, orders: [{ text: 'x' }] },
    'order.turn': { ids: ['x'], to: 'revoked' },
    'export.list': { job: 'j', list: 'patients', out: '/nowhere', locale: 'en', filter: {} },
    'patient.unmerge': { id: patient, move: [] },
    'result.judge': { patient, laboratory: '', day: '2026-06-01', values: [] },
    'result.enter': {
      patient,
      report: { text: 'x' },
      laboratory: '',
      day: '2026-06-01',
      values: [{ test: { text: 'x' }, value: { words: 'y' } }],
    },
    'result.retract': { id: 'x', reason: 'y' },
    'result.acknowledge': { results: [{ id: 'x', digest: 'y' }] },
    'range.read': { path: '/nowhere', laboratory: 'x', since: '2026-06-01' },
    'range.save': {
      test: { text: 'x' },
      unit: 'g/L',
      low: '1',
      sex: 'any',
      laboratory: 'x',
      since: '2026-06-01',
    },
    'visit.record': { patient, vitals: {}, diagnoses: [], orders: [], prescriptions: [] },
    'prescription.save': { patient, prescriptions: [{ medicine: { text: 'x' }, instruction: 'y' }] },
    'analysis.refresh': {},
    'measures.records': { name: 'visits', column: 'visits' },
    'measures.export': { name: 'visits', job: 'j', out: '/nowhere', locale: 'en' },
    'print.content': { document: 'label', patient, locale: 'en' },
    'audit.note': { action: 'print', what: 'cohort-list', stage: 'begun' },
    'draft.list': {},
    'user.list': {},
    'vault.status': {},
    'sync.status': {},
    'conflict.list': {},
    'record.create': { resource: { resourceType: 'Patient' } },
  };
  for (const [name, input] of Object.entries(inputs))
    expect([name, await codeOf(vault, name as CallName, input)]).toEqual([name, 'not-allowed']);
  // and of all others it is known that they are refused before their handler runs
  const open = (Object.keys(calls) as CallName[]).filter((name) => {
    const { permission } = calls[name];
    if (permission === 'nobody') return false;
    const input = inputs[name] ?? { ...key, name: 'visits', resource: { resourceType: 'Patient' } };
    return meetsAll(DEFAULT_ROLES, 'analyst', permission as never, input);
  });
  expect(open.sort()).toEqual([
    'analysis.copy',
    'cohort.count',
    'measures.ask',
    'measures.list',
    'notebook.close',
    'notebook.run',
    'session.active',
    'session.idle',
    'session.seenFailures',
    'user.passphrase',
    'view.check',
    'view.list',
    'view.page',
    'view.preview',
  ]);
}

async function codeOf(vault: TestVault, name: CallName, input: unknown): Promise<string> {
  const result = await vault.vault.ask(name, input as never);
  return result.ok ? 'ok' : result.error.code;
}
