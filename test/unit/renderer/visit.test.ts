import { describe, expect, it } from 'vitest';
import { codingOf, otherName, typedCoding } from '../../../renderer/records/coding.ts';
import {
  chooseDiagnosis,
  diagnosisCoding,
  emptyDiagnosis,
  isListed,
  typeDiagnosis,
  withDiagnosis,
  withPrincipal,
} from '../../../renderer/records/encounter/diagnosis.ts';
import {
  checkFollowUp,
  emptyFollowUp,
  inSoMany,
  onDay,
  toFollowUp,
} from '../../../renderer/records/encounter/follow-up.ts';
import { checkVisit, emptyVisit, toVisitInput } from '../../../renderer/records/encounter/visit.ts';
import { emptyVitals } from '../../../renderer/records/observation/vitals-form.ts';
import { emptyPrescription, typeSig } from '../../../renderer/records/prescription/form.ts';
import { VisitInput } from '../../../shared/bridge/records.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';
const TODAY = '2026-06-30';
const written = (text: string) => ({ ...emptyDiagnosis, text });

describe('the visit form', () => {
  it('wants something to save, both pressures, a code with words', () => {
    expect(checkVisit(emptyVisit, TODAY)).toEqual({ form: 'empty' });
    expect(checkVisit({ ...emptyVisit, vitals: { ...emptyVitals, systolic: '120' } }, TODAY)).toEqual({
      diastolic: 'both',
    });
    const diagnosed = (...texts: string[]) => checkVisit({ ...emptyVisit, diagnoses: texts.map(written) }, TODAY);
    expect(diagnosed('Cold', 'j06.9')).toEqual({ diagnosis1: 'codeNeedsText' });
    expect(diagnosed('Cold')).toEqual({});
  });

  it('sends what the vault’s own schema accepts', () => {
    const input = toVisitInput('p', {
      ...emptyVisit,
      complaint: ' 发热三天 ',
      vitals: { ...emptyVitals, systolic: '１２０', diastolic: '80', temperature: '38，50' },
      findings: ' 咽红 ',
      diagnoses: [
        { text: '上感', code: 'J06.9', system: ICD10, term: '上感', lasting: false },
        written(' '),
        { ...written('哮喘'), lasting: true },
      ],
      prescriptions: [{ ...typeSig(emptyPrescription, '1片 tid'), text: '阿莫西林 ' }, emptyPrescription],
      note: '',
    });
    expect(VisitInput.parse(input)).toEqual({
      patient: 'p',
      complaint: '发热三天',
      vitals: { systolic: 120, diastolic: 80, temperature: '38.50' },
      findings: '咽红',
      diagnoses: [
        { text: '上感', code: 'J06.9', system: ICD10, display: '上感', lasting: false },
        { text: '哮喘', lasting: true },
      ],
      orders: [],
      prescriptions: [
        {
          medicine: { text: '阿莫西林' },
          product: '',
          dose: { value: '1', unit: 'tablet' },
          frequency: { kind: 'per-day', times: 3 },
          asNeeded: false,
          repeats: 0,
          instruction: '',
        },
      ],
      note: '',
    });
  });

  it('wants what stands in the field of orders to be added', () => {
    expect(checkVisit({ ...emptyVisit, orders: { orders: [], text: 'HbA1c' } }, TODAY)).toEqual({ orders: 'notAdded' });
  });
});

describe('a diagnosis that was chosen', () => {
  const chosen = chooseDiagnosis(emptyDiagnosis, { system: ICD10, code: 'I10', term: '原发性高血压' });
  const sent = (diagnosis: typeof chosen) => toVisitInput('p', { ...emptyVisit, diagnoses: [diagnosis] }).diagnoses;

  it('keeps its code while the words say it, more closely too, and loses it to other words', () => {
    expect(diagnosisCoding(chosen)).toEqual({ system: ICD10, code: 'I10', term: '原发性高血压' });
    const closer = typeDiagnosis(chosen, '原发性高血压 2级');
    expect(sent(closer)).toEqual([
      { text: '原发性高血压 2级', code: 'I10', system: ICD10, display: '原发性高血压', lasting: false },
    ]);
    expect(sent(typeDiagnosis(closer, '糖尿病'))).toEqual([{ text: '糖尿病', lasting: false }]);
    expect(typeDiagnosis(chosen, '')).toEqual(emptyDiagnosis);
  });

  it('stands where it was written, and first when it is the principal one', () => {
    const two = withDiagnosis(withDiagnosis([], 0, chosen), 1, written('头痛'));
    expect(two.map(({ text }) => text)).toEqual(['原发性高血压', '头痛']);
    expect(withPrincipal(two, 1).map(({ text }) => text)).toEqual(['头痛', '原发性高血压']);
    expect(withDiagnosis(two, 0, written('感冒')).map(({ text }) => text)).toEqual(['感冒', '头痛']);
    expect(isListed(two, { ...chosen, text: '高血压' })).toBe(true);
    expect(isListed(two, written('头痛'))).toBe(true);
    expect(isListed(two, written('感冒'))).toBe(false);
  });

  it('is called as the reader reads', () => {
    const hit = {
      system: ICD10,
      code: 'I10',
      zh: '原发性高血压',
      en: 'Essential hypertension',
      forms: [],
      used: false,
    };
    expect(codingOf(hit, true).term).toBe('原发性高血压');
    expect(codingOf(hit, false).term).toBe('Essential hypertension');
    expect([otherName(hit, true), otherName(hit, false)]).toEqual(['Essential hypertension', '原发性高血压']);
    const { en: _, ...only } = hit;
    expect([codingOf(only, false).term, otherName(only, false)]).toEqual(['原发性高血压', '']);
  });

  it('may be a code that stands in no list, with its words', () => {
    expect(typedCoding('n18.3 肾功能不全')).toEqual({ system: ICD10, code: 'N18.3', term: '肾功能不全' });
    for (const text of ['n18.3', '肾功能不全', 'Type 2 diabetes', '']) expect(typedCoding(text)).toBeUndefined();
  });
});

describe('the follow-up', () => {
  const plan = (count: string, unit: 'days' | 'weeks' = 'days') => inSoMany(emptyFollowUp, count, unit, TODAY);

  it('is in so many days or weeks, or on a day', () => {
    expect(plan('10').day).toBe('2026-07-10');
    expect(plan('２', 'weeks').day).toBe('2026-07-14');
    expect(onDay(plan('10'), '2026-08-01')).toMatchObject({ count: '', day: '2026-08-01' });
    expect(inSoMany(plan('10'), '', 'days', TODAY)).toEqual({ ...emptyFollowUp, unit: 'days' });
  });

  it('says what is wrong with it', () => {
    expect(checkFollowUp(emptyFollowUp, TODAY)).toBeUndefined();
    expect(checkFollowUp(plan('soon'), TODAY)).toBe('count');
    expect(checkFollowUp(onDay(emptyFollowUp, '2026-06-29'), TODAY)).toBe('past');
    expect(checkFollowUp({ ...emptyFollowUp, text: 'Blood pressure' }, TODAY)).toBe('dayNeeded');
  });

  it('is a task on a day, an appointment at a time', () => {
    expect(toFollowUp(emptyFollowUp)).toBeUndefined();
    expect(toFollowUp({ ...plan('10'), text: ' BP ' })).toEqual({ day: '2026-07-10', text: 'BP' });
    const at = toFollowUp({ ...plan('10'), time: '09:30', user: 'u' });
    expect(at).toEqual({ day: '2026-07-10', text: '', at: { time: '09:30', minutes: 20, user: 'u' } });
  });
});
