import { describe, expect, it } from 'vitest';
import {
  allergyForm,
  allergyInput,
  checkAllergy,
  checkProblem,
  checkTaken,
  chooseProblem,
  problemCoding,
  problemForm,
  problemInput,
  takenForm,
  typeProblem,
} from '../../../renderer/screens/chart/facts/forms.ts';
import type { RecordView } from '../../../shared/bridge/records.ts';

const view = (resource: RecordView['resource']): RecordView => ({
  resource: { id: 'x', ...resource },
  seen: ['w'],
  version: 1,
  deleted: false,
  conflicts: 0,
  updated: { user: 'Dr Lin', device: '1', at: '2026-06-01T00:00:00Z' },
  lock: 'open',
  signatures: [],
  addenda: [],
});

describe('the form of an allergy', () => {
  it('is unconfirmed at first, and needs a substance', () => {
    const form = allergyForm(undefined, 'en');
    expect(form).toEqual({
      substance: '',
      reaction: '',
      severity: '',
      criticality: '',
      verification: 'unconfirmed',
      seen: [],
    });
    expect(checkAllergy(form)).toEqual({ substance: 'needed' });
    expect(checkAllergy({ ...form, substance: 'Nuts', severity: 'mild' })).toEqual({ reaction: 'reactionNeeded' });
    expect(allergyInput({ patient: 'p', id: undefined }, { ...form, substance: ' Nuts ' })).toEqual({
      patient: 'p',
      seen: [],
      substance: 'Nuts',
      reaction: '',
      verification: 'unconfirmed',
    });
  });

  it('shows a record in the reader’s language, and says nothing of a verification that it does not have', () => {
    const record = view({
      resourceType: 'AllergyIntolerance',
      code: { coding: [{ display: '青霉素' }], text: 'Penicillin' },
      criticality: 'high',
      verificationStatus: { coding: [{ code: 'refuted' }] },
      reaction: [{ manifestation: [{ text: 'Hives' }, { text: 'Wheeze' }], severity: 'severe' }],
    });
    const form = allergyForm(record, 'zh-CN');
    expect(form).toMatchObject({
      substance: '青霉素',
      reaction: 'Hives, Wheeze',
      severity: 'severe',
      verification: '',
    });
    const input = allergyInput({ patient: 'p', id: 'x' }, form);
    expect(input).toMatchObject({ id: 'x', seen: ['w'], criticality: 'high' });
    expect(input).not.toHaveProperty('verification');
  });
});

describe('the form of a problem', () => {
  const form = { text: 'Gout', code: '', system: '', term: '', onset: '', seen: [] };
  const gout = { system: 'http://hl7.org/fhir/sid/icd-10', code: 'M10', term: 'Gout' };
  it.each([
    [{}, {}],
    [{ text: ' ' }, { text: 'needed' }],
    [{ text: 'm10.9' }, { text: 'codeNeedsText' }],
    [{ text: 'M10', code: 'M10' }, {}],
    [{ onset: 'spring' }, { onset: 'dateInvalid' }],
    [{ onset: '2026-07' }, { onset: 'dateFuture' }],
    [{ onset: '2026-06' }, {}],
    [{ onset: '2026' }, {}],
  ])('with %j has %j', (typed, problems) => {
    expect(checkProblem({ ...form, ...typed }, '2026-06-15')).toEqual(problems);
  });

  it('takes dates as people type them, and what was chosen from a list', () => {
    const chosen = { ...form, ...chooseProblem(gout), onset: '2019年4月' };
    expect(problemInput({ patient: 'p', id: undefined }, chosen)).toEqual({
      patient: 'p',
      seen: [],
      text: 'Gout',
      code: 'M10',
      system: gout.system,
      display: 'Gout',
      onset: '2019-04',
    });
    expect(problemInput({ patient: 'p', id: undefined }, form)).not.toHaveProperty('system');
  });

  it('keeps what was chosen while its words are told more closely, and loses it with them', () => {
    const chosen = { ...form, ...chooseProblem(gout) };
    const closer = { ...chosen, ...typeProblem(chosen, 'Gout of the foot') };
    expect(problemCoding(closer)).toEqual(gout);
    expect(problemCoding({ ...closer, ...typeProblem(closer, 'Sore foot') })).toBeUndefined();
  });

  it('shows a time as its day', () => {
    const record = view({
      resourceType: 'Condition',
      code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10', code: 'M10' }], text: 'Gout' },
      onsetDateTime: '2019-04-12T08:00:00+08:00',
    });
    expect(problemForm(record, 'en')).toEqual({ ...gout, text: 'Gout', onset: '2019-04-12', seen: ['w'] });
  });
});

describe('the form of what is taken', () => {
  it('shows what is written, and of a coded dose what the chart says', () => {
    const item = { text: 'Amlodipine', detail: '1 tablet 2×/d' };
    const medicationCodeableConcept = { text: 'Amlodipine 5 mg' };
    const written = view({ resourceType: 'MedicationStatement', medicationCodeableConcept, dosage: [{ text: 'One' }] });
    expect(takenForm(written, item, 'en')).toMatchObject({ text: 'Amlodipine 5 mg', dosage: 'One' });
    const coded = view({ resourceType: 'MedicationStatement', dosage: [{ sequence: 1 }] });
    expect(takenForm(coded, item, 'en')).toMatchObject({ text: 'Amlodipine', dosage: '1 tablet 2×/d' });
    expect(checkTaken(takenForm(undefined, undefined, 'en'))).toEqual({ text: 'needed' });
  });
});
