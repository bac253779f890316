/** What is counted is called as most records that count call it now: the same on every workstation, and by no words that nobody uses any more. */
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { openStore, type Store } from '../../../../electron/vault/storage/database.ts';
import { addFacts, labelOf, removeFacts } from '../../../../electron/vault/storage/facts.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { openDatabase } from '../../../support/database.ts';
import { runs } from '../../../support/runs.ts';
import { cleanUp, type TestVault, temporaryFolder, testClinic } from '../../../support/vaults.ts';
import { tablesWith } from '../../redaction/support.ts';

afterEach(cleanUp);

const CVX = 'http://hl7.org/fhir/sid/cvx';
const MMR = `${CVX}|03`;
const CARDIOLOGY = 'http://snomed.info/sct|394579002';

async function create(vault: TestVault, resource: JsonObject): Promise<string> {
  return String((await vault.ask('record.create', { resource: resource as never })).resource.id);
}

const vaccine = (display: string | undefined): JsonObject => ({
  coding: [{ system: CVX, code: '03', ...(display === undefined ? {} : { display }) }],
});
const dose = (patient: string, display: string | undefined): JsonObject => ({
  resourceType: 'Immunization',
  status: 'completed',
  patient: { reference: `Patient/${patient}` },
  occurrenceDateTime: '2026-03-01',
  vaccineCode: vaccine(display),
});
const referral = (patient: string, display: string): JsonObject => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: `Patient/${patient}` },
  authoredOn: '2026-03-01',
  code: { text: 'referral' },
  performerType: { coding: [{ system: 'http://snomed.info/sct', code: '394579002', display }] },
});
const child = { resourceType: 'Patient', birthDate: '2024-01-01', gender: 'female' };

async function clinic() {
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 30) } });
  const of = { from: '2026-01-01', to: '2026-06-30' };
  return {
    vault,
    patient: await create(vault, child),
    vaccines: async () => (await vault.ask('measures.ask', { name: 'immunisation' })).names.vaccine?.[MMR],
    specialties: async () =>
      (await vault.ask('measures.ask', { name: 'referrals', ...of })).names.specialty?.[CARDIOLOGY],
    save: async (type: string, id: string, change: JsonObject) => {
      const { resource, seen } = await vault.ask('record.get', { type, id });
      const changed = { resource: { ...resource, ...change } as typeof resource, seen };
      if (type === 'Immunization') await vault.ask('record.amend', { ...changed, reason: 'a slip' });
      else await vault.ask('record.save', changed);
    },
  };
}

it('is the word of most records, and none that was corrected', async () => {
  const { vault, patient, vaccines, specialties, save } = await clinic();
  const wrong = await create(vault, dose(patient, 'A wrong word'));
  expect(await vaccines()).toBe('A wrong word');
  await save('Immunization', wrong, { vaccineCode: vaccine('MMR') });
  expect(await vaccines()).toBe('MMR');
  await create(vault, dose(patient, 'Measles, mumps, rubella'));
  await create(vault, dose(patient, undefined));
  // of as many the first by its letters
  expect(await vaccines()).toBe('MMR');
  await create(vault, dose(patient, 'Measles, mumps, rubella'));
  expect(await vaccines()).toBe('Measles, mumps, rubella');
  const [one, other] = [
    await create(vault, referral(patient, 'A slip')),
    await create(vault, referral(patient, 'Cardiology')),
  ];
  await save('ServiceRequest', one, { performerType: { text: 'another' } });
  expect(await specialties()).toBe('Cardiology');
  await vault.ask('record.delete', { type: 'ServiceRequest', id: other });
  expect(await specialties()).toBeUndefined();
});

it('is nobody’s who was erased, while others have the code', async () => {
  const { vault, patient, vaccines, specialties } = await clinic();
  const erased = await create(vault, child);
  await create(vault, dose(erased, 'Aquillfeather’s shot'));
  await create(vault, referral(erased, 'Aquillfeather’s heart'));
  await create(vault, dose(patient, 'MMR'));
  await create(vault, referral(patient, 'Cardiology'));
  await vault.ask('record.redact', { type: 'Patient', id: erased, reason: 'asked for', chart: true });
  expect([await vaccines(), await specialties()]).toEqual(['MMR', 'Cardiology']);
  await vault.vault.close();
  const store = await openDatabase(vault.home);
  expect(tablesWith(store, 'aquillfeather')).toEqual([]);
  store.close();
});

const NAMES = ['a', 'b'];
const LABELS = ['x', 'y', '1', undefined];
const Step = fc.record({
  rid: fc.integer({ min: 1, max: 6 }),
  name: fc.constantFrom(...NAMES),
  label: fc.constantFrom(...LABELS),
  gone: fc.boolean(),
});

it('follows from the records that are there, in whatever order they came and went', () => {
  const store: Store = openStore({ file: join(temporaryFolder(), 'labels.sqlite'), key: new Uint8Array(32).fill(5) });
  fc.assert(
    fc.property(fc.array(Step, { maxLength: 40 }), (steps) => {
      const held = new Map<number, { name: string; label: string | undefined }>();
      store.transaction((writer) => {
        for (const { rid, name, label, gone } of steps) {
          removeFacts(writer, rid);
          held.delete(rid);
          if (gone) continue;
          held.set(rid, { name, label });
          const frame = { rid, patient: null, day: '2026-01-01', at: 0 };
          addFacts(writer, frame, [
            { kind: 'visit', who: { name, label } },
            { kind: 'wait', who: { name, label }, value: 1 },
          ]);
        }
      });
      for (const name of NAMES) {
        const words = [...held.values()].flatMap((one) => (one.name === name ? (one.label ?? []) : []));
        const often = (word: string): number => words.filter((one) => one === word).length;
        const [most] = [...new Set(words)].sort((a, b) => often(b) - often(a) || (a < b ? -1 : 1));
        expect([name, labelOf(store, name)]).toEqual([name, most]);
      }
      store.transaction((writer) => {
        for (const rid of held.keys()) removeFacts(writer, rid);
      });
      // nothing of them stays
      expect(store.all('SELECT * FROM fact_count')).toEqual([]);
      expect(NAMES.map((name) => labelOf(store, name))).toEqual([undefined, undefined]);
    }),
    { numRuns: runs(100) },
  );
  store.close();
});
