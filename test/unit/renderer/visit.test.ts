import { describe, expect, it } from 'vitest';
import { codingOf, otherName, typedCoding } from '../../../renderer/records/coding.ts';
import {
  chooseDiagnosis,
  diagnosisCoding,
  emptyDiagnosis,
  typeDiagnosis,
} from '../../../renderer/records/encounter/diagnosis.ts';
import { checkVisit, emptyVisit, pressureHint, toVisitInput } from '../../../renderer/records/encounter/visit.ts';
import { VisitInput } from '../../../shared/bridge/records.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

describe('the visit form', () => {
  it('wants something to save, both pressures, a code with words', () => {
    expect(checkVisit(emptyVisit)).toEqual({ form: 'empty' });
    const measured = (systolic: string, diastolic: string) =>
      checkVisit({ ...emptyVisit, vitals: { systolic, diastolic } });
    expect(measured('120', '')).toEqual({ diastolic: 'both' });
    expect(measured('80', '120')).toEqual({ diastolic: 'swapped' });
    expect(measured('1200', '8')).toEqual({ systolic: 'systolicRange', diastolic: 'diastolicRange' });
    const diagnosed = (text: string) => checkVisit({ ...emptyVisit, diagnosis: { ...emptyDiagnosis, text } });
    expect(diagnosed('j06.9')).toEqual({ diagnosis: 'codeNeedsText' });
    expect(diagnosed('Cold')).toEqual({});
  });

  it('sends what the vault’s own schema accepts', () => {
    const input = toVisitInput('p', {
      complaint: ' 发热三天 ',
      vitals: { systolic: '１２０', diastolic: '80' },
      diagnosis: { text: '上感', code: 'J06.9', system: ICD10, term: '上感' },
      note: '',
    });
    expect(VisitInput.parse(input)).toEqual({
      patient: 'p',
      complaint: '发热三天',
      systolic: 120,
      diastolic: 80,
      diagnosis: { text: '上感', code: 'J06.9', system: ICD10, display: '上感' },
      note: '',
    });
    expect(toVisitInput('p', { ...emptyVisit, note: 'x' })).toEqual({ patient: 'p', complaint: '', note: 'x' });
  });

  it('asks to measure again where a value is far out', () => {
    expect(pressureHint({ systolic: '185', diastolic: '90' })).toBe('high');
    expect(pressureHint({ systolic: '85', diastolic: '55' })).toBe('low');
    expect(pressureHint({ systolic: '125', diastolic: '80' })).toBeUndefined();
  });
});

describe('a diagnosis that was chosen', () => {
  const chosen = chooseDiagnosis({ system: ICD10, code: 'I10', term: '原发性高血压' });
  const sent = (diagnosis: typeof chosen) => toVisitInput('p', { ...emptyVisit, diagnosis }).diagnosis;

  it('keeps its code while the words say it, more closely too, and loses it to other words', () => {
    expect(diagnosisCoding(chosen)).toEqual({ system: ICD10, code: 'I10', term: '原发性高血压' });
    const closer = typeDiagnosis(chosen, '原发性高血压 2级');
    expect(sent(closer)).toEqual({
      text: '原发性高血压 2级',
      code: 'I10',
      system: ICD10,
      display: '原发性高血压',
    });
    expect(sent(typeDiagnosis(closer, '糖尿病'))).toEqual({ text: '糖尿病' });
    expect(typeDiagnosis(chosen, '')).toEqual(emptyDiagnosis);
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
