import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { markError } from '../../../electron/vault/records/amend.ts';
import { createRecords, patchRecord } from '../../../electron/vault/records/commands.ts';
import { type CheckSetting, checkPrescriptions } from '../../../electron/vault/records/prescribing/check.ts';
import type { Workspace } from '../../../electron/vault/records/workspace.ts';
import { Prescription, type PrescriptionInput, Written } from '../../../shared/bridge/prescriptions.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { addUser, firstLogin } from '../../support/people.ts';
import { cleanUp, type TestVault, testClinic } from '../../support/vaults.ts';
import { carryAll, type WorkstationClinic, workstationClinic } from '../../support/workstations.ts';

let stations: WorkstationClinic;
beforeAll(async () => {
  await cryptoReady;
  stations = await workstationClinic(2);
});
afterEach(cleanUp);

const SETTING: CheckSetting = { shows: () => true, locale: 'en', today: '2026-06-02' };
const rx = (text: string, more: Partial<PrescriptionInput> = {}): PrescriptionInput => ({
  medicine: { text },
  instruction: 'as told',
  ...more,
});
const warned = (workspace: Workspace, text: string, patient = 'p') =>
  checkPrescriptions(workspace.store, patient, [Written.parse(rx(text))], SETTING).results[0]?.warnings.map(
    ({ kind, by, subject, conflict }) => `${kind} ${by} ${subject}${conflict ? ' in conflict' : ''}`,
  );

const of = (patient: string) => ({ reference: `Patient/${patient}` });
const coded = (system: string, code: string) => ({
  coding: [{ system: `http://terminology.hl7.org/CodeSystem/allergyintolerance-${system}`, code }],
});
const ALLERGY: JsonObject = {
  resourceType: 'AllergyIntolerance',
  id: 'x',
  patient: of('p'),
  clinicalStatus: coded('clinical', 'active'),
  code: { text: 'Nuts' },
};
const WARFARIN: JsonObject = {
  resourceType: 'MedicationRequest',
  id: 'x',
  status: 'active',
  intent: 'order',
  subject: of('p'),
  medicationCodeableConcept: { text: 'Nothing' },
};
const edit = (patch: JsonObject) => (workspace: Workspace) => {
  const type = workspace.store.get<{ type: string }>("SELECT type FROM record WHERE id = 'x'")?.type ?? '';
  patchRecord(workspace, type, 'x', patch);
};

/** One workstation by itself. */
function alone(): Workspace {
  const [one] = stations.open();
  if (!one) throw new Error('no workstation');
  return one.workspace;
}

/** A workstation of two, after each did one thing to a record while apart. */
function apart(record: JsonObject, here: (one: Workspace) => void, there: (one: Workspace) => void): Workspace {
  const opened = stations.open();
  const [a, b] = opened.map(({ workspace }) => workspace) as [Workspace, Workspace];
  const devices = opened.map(({ device }) => device);
  createRecords(a, [...['p', 'q'].map((id) => ({ resourceType: 'Patient', id })), record]);
  carryAll([a, b], devices);
  here(a);
  there(b);
  carryAll([a, b], devices);
  return b;
}

describe('a warning is not lost', () => {
  it('to a conflict, whichever of its values is shown', () => {
    const codes = [{ code: { text: 'Penicillin' } }, { code: { text: 'Sulfa' } }] as const;
    for (const [first, second] of [codes, codes.toReversed()] as const) {
      const workspace = apart(ALLERGY, edit(first as JsonObject), edit(second as JsonObject));
      expect(warned(workspace, '阿莫西林')).toEqual(['allergy group Penicillin in conflict']);
      expect(warned(workspace, 'Bactrim')).toEqual(['allergy group Sulfa in conflict']);
    }
  });

  it('to one side that resolved it, ruled it out or called it an error while the other knew more', () => {
    const more = edit({ code: { text: 'Penicillin' } });
    const sides: ((one: Workspace) => void)[] = [
      edit({ clinicalStatus: coded('clinical', 'resolved') }),
      edit({ verificationStatus: coded('verification', 'refuted') }),
      (one) => void markError(one, 'AllergyIntolerance', 'x', 'of somebody else'),
    ];
    for (const side of sides) {
      const asserted = edit({
        code: { text: 'Penicillin' },
        clinicalStatus: coded('clinical', 'active'),
        verificationStatus: coded('verification', 'confirmed'),
      });
      const workspace = apart(ALLERGY, side, asserted);
      expect(warned(workspace, 'Amoxicillin')).toContainEqual(expect.stringContaining('allergy group Penicillin'));
      expect(
        warned(
          apart(ALLERGY, more, () => undefined),
          'Amoxicillin',
        ),
      ).toEqual(['allergy group Penicillin']);
    }
  });

  it('to two medicines that one prescription is called by', () => {
    const medicine = (text: string) => edit({ medicationCodeableConcept: { text } });
    const workspace = apart(WARFARIN, medicine('Enalapril'), medicine('Atorvastatin'));
    expect(warned(workspace, 'Lisinopril')).toEqual(['duplicate group Enalapril in conflict']);
    expect(warned(workspace, 'Simvastatin')).toEqual(['duplicate group Atorvastatin in conflict']);
  });

  it('to a record that each side moved to another chart: both charts warn', () => {
    const penicillin = { ...ALLERGY, code: { text: 'Penicillin' } };
    const workspace = apart(penicillin, edit({ patient: of('q') }), edit({ patient: of('r') }));
    for (const patient of ['q', 'r'])
      expect(warned(workspace, 'Amoxicillin', patient)).toEqual(['allergy group Penicillin in conflict']);
  });

  it('to a duplicate chart that was merged, linked from whichever side', () => {
    for (const [linking, linked, type] of [
      ['old', 'p', 'replaced-by'],
      ['p', 'old', 'replaces'],
      ['old', 'p', 'seealso'],
    ] as const) {
      const workspace = alone();
      const link = [{ other: of(linked), type }];
      createRecords(workspace, [
        ...['p', 'old', 'other'].map(
          (id): JsonObject => ({ resourceType: 'Patient', id, ...(id === linking ? { link } : {}) }),
        ),
        { ...ALLERGY, patient: of('old'), code: { text: 'Penicillin' } },
      ]);
      expect(warned(workspace, 'Amoxicillin')).toEqual(['allergy group Penicillin']);
      expect(warned(workspace, 'Amoxicillin', 'other')).toEqual([]);
    }
  });

  it('to a list without our codes, a Medication of its own, or a translation', () => {
    const workspace = alone();
    const national = { system: 'urn:oid:1.2.3', code: '86903', display: '阿莫西林胶囊(国产)' };
    createRecords(workspace, [
      { resourceType: 'Patient', id: 'p' },
      { resourceType: 'Medication', id: 'm', code: { coding: [national] } },
      {
        ...ALLERGY,
        code: {
          text: 'xx-17',
          _text: {
            extension: [
              {
                url: 'http://hl7.org/fhir/StructureDefinition/translation',
                extension: [
                  { url: 'lang', valueCode: 'zh' },
                  { url: 'content', valueString: '青霉素' },
                ],
              },
            ],
          },
        } as JsonObject,
      },
      {
        resourceType: 'MedicationStatement',
        id: 's',
        status: 'active',
        subject: of('p'),
        medicationReference: { reference: 'Medication/m' },
      },
    ]);
    expect(warned(workspace, 'Amoxicillin')).toEqual([
      'allergy group xx-17',
      'duplicate ingredient 阿莫西林胶囊(国产)',
    ]);
  });
});

describe('what holds no more', () => {
  it('does not warn: entered in error, resolved, refuted, stopped, a course that is over, what is replaced', () => {
    const workspace = alone();
    const code = { text: 'Penicillin' };
    createRecords(workspace, [
      { resourceType: 'Patient', id: 'p' },
      { ...ALLERGY, id: 'a', code, clinicalStatus: coded('clinical', 'resolved') },
      { ...ALLERGY, id: 'b', code, verificationStatus: coded('verification', 'refuted') },
      { ...ALLERGY, id: 'c', code },
      { ...WARFARIN, id: 'd', status: 'stopped', medicationCodeableConcept: { text: 'Amoxicillin' } },
      {
        ...WARFARIN,
        id: 'e',
        authoredOn: '2026-05-20',
        medicationCodeableConcept: { text: 'Amoxicillin' },
        dosageInstruction: [
          {
            timing: {
              repeat: {
                boundsDuration: { value: 7, unit: 'd', system: 'http://unitsofmeasure.org', code: 'd' },
              },
            },
          },
        ],
      },
      { ...WARFARIN, id: 'f', medicationCodeableConcept: { text: 'Amoxicillin' } },
    ]);
    markError(workspace, 'AllergyIntolerance', 'c', 'of somebody else');
    const check = (more: Partial<PrescriptionInput>) =>
      checkPrescriptions(workspace.store, 'p', [Written.parse(rx('Amoxicillin', more))], SETTING).results[0]?.warnings;
    expect(check({})).toMatchObject([{ kind: 'duplicate', record: { id: 'f' } }]);
    expect(check({ replaces: 'f' })).toEqual([]);
  });
});

async function clinicWith(): Promise<{ vault: TestVault; patient: string }> {
  const vault = await testClinic(undefined, { clock: { now: () => Date.UTC(2026, 5, 1, 17) } });
  const resource = { resourceType: 'Patient', name: [{ family: 'Wang' }] };
  return { vault, patient: String((await vault.ask('record.create', { resource })).resource.id) };
}
const check = (vault: TestVault, patient: string, ...texts: string[]) =>
  vault.ask('prescription.check', { patient, prescriptions: texts.map((text) => rx(text)) });

describe('prescribing against a warning', () => {
  it('takes a reason for just what was seen, which stays with the prescription', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('allergy.save', { patient, substance: '青霉素', reaction: 'Hives', severity: 'severe' });
    const { allergies, results } = await check(vault, patient, 'Augmentin');
    expect(allergies).toBe('listed');
    const [warning] = results[0]?.warnings ?? [];
    expect(warning).toMatchObject({ kind: 'allergy', by: 'group', subject: '青霉素', detail: 'Hives', severe: true });
    await vault.refuse('prescription.save', { patient, prescriptions: [rx('Augmentin')] }, 'warnings-unanswered');
    const other = rx('Augmentin', { override: { warnings: ['allergy group AllergyIntolerance/y'], reason: 'r' } });
    await vault.refuse('prescription.save', { patient, prescriptions: [other] }, 'warnings-unanswered');
    await vault.refuse('visit.record', { patient, prescriptions: [rx('Augmentin')] }, 'warnings-unanswered');

    const override = { warnings: [warning?.key ?? ''], reason: 'Taken since without harm' };
    const { changes } = await vault.ask('prescription.save', {
      patient,
      prescriptions: [rx('Augmentin', { override })],
    });
    expect(changes.map(({ type }) => type)).toEqual(['MedicationRequest', 'DetectedIssue']);
    const json = async (at: number): Promise<JsonObject> => {
      const { type = '', id = '' } = changes[at] ?? {};
      return JSON.parse((await vault.ask('record.json', { type, id })).json);
    };
    expect((await json(0)).detectedIssue).toEqual([{ reference: `DetectedIssue/${changes[1]?.id}` }]);
    expect(await json(1)).toMatchObject({
      status: 'final',
      code: { coding: [{ code: 'ALGY' }] },
      severity: 'high',
      patient: { reference: `Patient/${patient}` },
      implicated: [
        { reference: `MedicationRequest/${changes[0]?.id}` },
        { reference: warning && `AllergyIntolerance/${warning.record?.id}` },
      ],
      detail: 'Allergy: 青霉素 (Hives)',
      mitigation: [{ action: { text: 'Taken since without harm' }, author: { display: 'Dr Test' } }],
    });
    const [line] = (await vault.ask('patient.chart', { id: patient })).medications;
    expect(line).toMatchObject({ by: 'Dr Test', against: ['Allergy: 青霉素 (Hives) — Taken since without harm'] });
    await vault.ask('record.undo', { changes });
    expect((await vault.ask('patient.chart', { id: patient })).medications).toEqual([]);
  });

  it('looks at the other lines of the same form', async () => {
    const { vault, patient } = await clinicWith();
    const { results } = await check(vault, patient, 'Ibuprofen', 'Diclofenac', 'Amlodipine');
    expect(results.map(({ warnings }) => warnings.map(({ by, subject }) => `${by} ${subject}`))).toEqual([
      ['group Diclofenac'],
      ['group Ibuprofen'],
      [],
    ]);
    await vault.refuse(
      'prescription.save',
      { patient, prescriptions: [rx('Ibuprofen'), rx('布洛芬')] },
      'warnings-unanswered',
    );
  });

  it('says what could not be looked at, and never that nothing is there', async () => {
    const { vault, patient } = await clinicWith();
    expect((await check(vault, patient, 'Amoxicillin', 'Unheardofin')).results.map(({ unknown }) => unknown)).toEqual([
      false,
      true,
    ]);
    const asked = async () => (await check(vault, patient)).allergies;
    expect(await asked()).toBe('not-asked');
    await vault.ask('allergy.answer', { patient, answer: 'unknown' });
    expect(await asked()).toBe('unknown');
    await vault.ask('allergy.answer', { patient, answer: 'none-known' });
    expect(await asked()).toBe('none-known');
    await vault.ask('allergy.save', { patient, substance: 'Penicillin' });
    await addUser(vault, 'Fay', 'front-desk');
    await firstLogin(vault, 'Fay');
    expect(await check(vault, patient, 'Amoxicillin')).toEqual({
      allergies: 'closed',
      medication: 'closed',
      results: [{ warnings: [], unknown: false, unchecked: [] }],
    });
    await vault.refuse('prescription.save', { patient, prescriptions: [rx('Amlodipine')] }, 'not-allowed');
  });

  it('repeats what runs without being warned of itself', async () => {
    const { vault, patient } = await clinicWith();
    await vault.ask('prescription.save', { patient, prescriptions: [rx('Amlodipine')] });
    const [running] = await vault.ask('prescription.running', { patient });
    const again = Prescription.parse(running?.prescription);
    await vault.ask('prescription.save', { patient, prescriptions: [again] });
    await vault.refuse('prescription.save', { patient, prescriptions: [rx('络活喜')] }, 'warnings-unanswered');
  });
});
