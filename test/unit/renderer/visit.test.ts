import { describe, expect, it } from 'vitest';
import { checkVisit, emptyVisit, pressureHint, toVisitInput } from '../../../renderer/records/encounter/visit.ts';
import { VisitInput } from '../../../shared/bridge/records.ts';

describe('the visit form', () => {
  it('wants something to save, both pressures, a code with words', () => {
    expect(checkVisit(emptyVisit)).toEqual({ form: 'empty' });
    expect(checkVisit({ ...emptyVisit, systolic: '120' })).toEqual({ diastolic: 'both' });
    expect(checkVisit({ ...emptyVisit, systolic: '80', diastolic: '120' })).toEqual({ diastolic: 'swapped' });
    expect(checkVisit({ ...emptyVisit, systolic: '1200', diastolic: '8' })).toEqual({
      systolic: 'systolicRange',
      diastolic: 'diastolicRange',
    });
    expect(checkVisit({ ...emptyVisit, code: 'J06.9' })).toEqual({ diagnosis: 'codeNeedsText' });
    expect(checkVisit({ ...emptyVisit, diagnosis: 'Cold', code: 'cold' })).toEqual({ code: 'codeInvalid' });
    expect(checkVisit({ ...emptyVisit, diagnosis: 'Cold', code: 'j06.9' })).toEqual({});
  });

  it('sends what the vault’s own schema accepts', () => {
    const input = toVisitInput('p', {
      complaint: ' 发热三天 ',
      systolic: '１２０',
      diastolic: '80',
      diagnosis: '上感',
      code: 'j06.9',
      note: '',
    });
    expect(VisitInput.parse(input)).toEqual({
      patient: 'p',
      complaint: '发热三天',
      systolic: 120,
      diastolic: 80,
      diagnosis: { text: '上感', code: 'J06.9' },
      note: '',
    });
    expect(toVisitInput('p', { ...emptyVisit, note: 'x' })).toEqual({ patient: 'p', complaint: '', note: 'x' });
  });

  it('asks to measure again where a value is far out', () => {
    expect(pressureHint({ ...emptyVisit, systolic: '185', diastolic: '90' })).toBe('high');
    expect(pressureHint({ ...emptyVisit, systolic: '85', diastolic: '55' })).toBe('low');
    expect(pressureHint({ ...emptyVisit, systolic: '125', diastolic: '80' })).toBeUndefined();
  });
});
