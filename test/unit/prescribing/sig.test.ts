import { describe, expect, it } from 'vitest';
import { draftOf, emptyPrescription, typeSig } from '../../../renderer/records/prescription/form.ts';
import { readSig, type Sig } from '../../../renderer/records/prescription/sig.ts';
import { handingWords, takingWords } from '../../../shared/records/medication-request/words.ts';

const DAY3 = { kind: 'per-day', times: 3 } as const;

describe('the shorthand of a prescription', () => {
  it.each<[string, Sig]>([
    ['', {}],
    ['1 tid 7d', { dose: '1', frequency: DAY3, days: 7 }],
    ['1片 每日3次 7天', { dose: '1', unit: 'tablet', frequency: DAY3, days: 7 }],
    ['１片，每日三次，共２１片', { dose: '1', unit: 'tablet', frequency: DAY3, amount: '21', amountUnit: 'tablet' }],
    ['半片每天两次', { dose: '0.5', unit: 'tablet', frequency: { kind: 'per-day', times: 2 } }],
    ['每次2粒 一日2次 饭后', { dose: '2', unit: 'capsule', frequency: { kind: 'per-day', times: 2 }, when: 'PC' }],
    [
      '500 MG Q8H prn x5d',
      { dose: '500', unit: 'mg', frequency: { kind: 'every-hours', hours: 8 }, asNeeded: true, days: 5 },
    ],
    ['10ml t.i.d. po 1 week', { dose: '10', unit: 'mL', frequency: DAY3, route: 'oral', days: 7 }],
    ['每6小时一次 0.25g', { dose: '0.25', unit: 'g', frequency: { kind: 'every-hours', hours: 6 } }],
    ['1 tab qn', { dose: '1', unit: 'tablet', frequency: { kind: 'per-day', times: 1 }, when: 'HS' }],
    [
      '2 puffs bid inh #1 rf2',
      { dose: '2', unit: 'puff', frequency: { kind: 'per-day', times: 2 }, route: 'inhaled', amount: '1', repeats: 2 },
    ],
    ['70mg qw', { dose: '70', unit: 'mg', frequency: { kind: 'per-week', times: 1 } }],
    ['隔日一次 1片 可续2次', { dose: '1', unit: 'tablet', frequency: { kind: 'every-days', days: 2 }, repeats: 2 }],
    ['1 d', { days: 1 }],
  ])('reads %s', (line, sig) => {
    expect(readSig(line)).toEqual({ ok: true, sig });
  });

  it.each([
    ['1 tidd', 'unknown'],
    ['od', 'unknown'], // once a day, or the right eye
    ['1 ih bid', 'unknown'], // under the skin, or inhaled
    ['1 tid bid', 'twice'],
    ['1 tid 2', 'twice'],
    ['7d 1 tid 10 days', 'twice'],
    ['1 tid 7dx', 'unknown'],
    ['1 tid seven days', 'unknown'],
    ['1000 days', 'unknown'],
    ['q99h', 'unknown'],
    ['1-2 tid', 'unknown'], // a range is no dose
    ['1,5 tid', 'twice'], // a comma parts words here: one and a half, or one and five
    ['5 mgs', 'unknown'],
    ['1.23456 mg', 'unknown'],
    ['1 tid rf13', 'unknown'],
  ] as const)('takes nothing of %s', (line, problem) => {
    expect(readSig(line)).toMatchObject({ ok: false, problem });
    const before = typeSig({ ...emptyPrescription, product: 'tablet 5 mg' }, '2 bid');
    expect({ ...typeSig(before, line), sig: '' }).toEqual({ ...before, sig: '' });
  });

  it('is shown back in words of either language', () => {
    const form = typeSig({ ...emptyPrescription, product: 'tablet 5 mg' }, '1 tid 7d po pc #21 rf1');
    expect(takingWords(draftOf(form), 'en')).toBe('1 tablet by mouth, 3 times a day after meals, for 7 days');
    expect(handingWords(draftOf(form), 'en')).toBe('hand out 21 tablets, may be handed out again once');
    expect(takingWords(draftOf(form), 'zh-CN')).toBe('口服，每次 1 片，每日 3 次 饭后，共 7 天');
    expect(handingWords(draftOf(form), 'zh-CN')).toBe('发药 21 片，可再取 1 次');
  });
});
