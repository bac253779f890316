import { expect, it } from 'vitest';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';
import { asked } from './asked.ts';

/** As it was written: no number of a program's. */
const money = (amount: string, currency?: string) =>
  parseJson(`{"value":${amount}${currency ? `,"currency":"${currency}"` : ''}}`);
const bill = (status: string, date: string | undefined, more: JsonObject): JsonObject => ({
  resourceType: 'Invoice',
  status,
  subject: { reference: 'Patient/a' },
  ...(date ? { date } : {}),
  ...more,
});
const charge = (status: string, day: string | undefined, more: JsonObject): JsonObject => ({
  resourceType: 'ChargeItem',
  status,
  code: { text: 'Consultation' },
  subject: { reference: 'Patient/a' },
  ...(day ? { occurrenceDateTime: day } : {}),
  ...more,
});

it('sums bills exactly, by month and currency', () => {
  const reader = clinicOf([
    // a thousand times a tenth, and what floating numbers lose
    ...Array.from({ length: 1000 }, () => bill('balanced', '2026-01-15', { totalGross: money('0.10', 'CNY') })),
    bill('issued', '2026-01-31T15:59:00Z', { totalGross: money('9999999.99', 'CNY') }), // the last minute of January
    bill('issued', '2026-01-31T16:00:00Z', { totalGross: money('50', 'CNY') }), // February in Shanghai
    bill('issued', '2026-01-10', { totalGross: money('12.345', 'KWD'), totalNet: money('11', 'KWD') }),
    bill('issued', '2026-01-10', { totalNet: money('-2.5', 'CNY') }), // a refund
    bill('issued', '2026-01-10', { totalGross: money('7.00') }),
    bill('draft', '2026-01-10', { totalGross: money('1000', 'CNY') }),
    bill('cancelled', '2026-01-10', { totalGross: money('1000', 'CNY') }),
    bill('entered-in-error', '2026-01-10', { totalGross: money('1000', 'CNY') }),
    bill('issued', '2026-01-10', {}),
    bill('issued', '2026-01-10', { totalGross: money('0.12345', 'CNY') }),
    bill('issued', undefined, { totalGross: money('5', 'CNY') }),
    { deleted: bill('issued', '2026-01-10', { totalGross: money('1000', 'CNY') }) },
    charge('billable', '2026-02-10', { priceOverride: money('20.00', 'CNY') }),
    charge('billed', '2026-02-10', { priceOverride: money('20.00', 'CNY') }),
    charge('billable', '2026-02-10', {}),
    charge('billable', undefined, { priceOverride: money('20.00', 'CNY') }),
    bill('issued', '2026-02-20', { totalGross: { currency: 'CNY' }, totalNet: money('9', 'CNY') }),
    bill('issued', '2026-02-20', { totalGross: money('0.12345', 'CNY'), totalNet: money('9', 'CNY') }),
  ]);
  const answer = asked(reader, {
    name: 'income',
    grain: 'month',
    from: '2026-01-01',
    to: '2026-02-28',
    today: '2026-03-01',
  });
  expect(answer.rows).toEqual([
    { keys: ['2026-01-01', 'CNY'], values: [1002, '10000097.49', '100.00', 0, '0.00'] },
    { keys: ['2026-02-01', 'CNY'], values: [2, '59.00', '0.00', 1, '20.00'] },
    { keys: ['2026-01-01', 'KWD'], values: [1, '12.345', '0.00', 0, '0.00'] },
    { keys: ['2026-02-01', 'KWD'], values: [0, '0.00', '0.00', 0, '0.00'] },
    { keys: ['2026-01-01', null], values: [1, '7.00', '0.00', 0, '0.00'] },
    { keys: ['2026-02-01', null], values: [0, '0.00', '0.00', 0, '0.00'] },
  ]);
  expect(answer.total).toEqual([1006, null, null, 1, null]);
  expect(answer.leftOut).toEqual([
    { reason: 'unreadable', n: 3 },
    { reason: 'unreadableCharge', n: 1 },
    { reason: 'undated', n: 1 },
    { reason: 'undatedCharge', n: 1 },
  ]);
});

it('says the whole where all is in one currency', () => {
  const days = { from: '2026-01-01', to: '2026-02-28', today: '2026-03-01', grain: 'month' } as const;
  const one = [
    bill('balanced', '2026-01-10', { totalGross: money('0.10', 'CNY') }),
    bill('issued', '2026-02-10', { totalGross: money('9999999.99', 'CNY') }),
    charge('billable', '2026-02-10', { priceOverride: money('20.00', 'CNY') }),
  ];
  expect(asked(clinicOf(one), { name: 'income', ...days }).total).toEqual([2, '10000000.09', '0.10', 1, '20.00']);
  const other = charge('billable', '2026-02-10', { priceOverride: money('20.00', 'USD') });
  expect(asked(clinicOf([...one, other]), { name: 'income', ...days }).total).toEqual([2, null, null, 2, null]);
});

it('sums days of several doctors and currencies; who billed nothing that can be read stands in no row', () => {
  const by = (doctor: string): JsonObject => ({ participant: [{ actor: { display: doctor } }] });
  const amount = (value: string, currency: string): JsonObject => ({ totalGross: money(value, currency) });
  const reader = clinicOf([
    bill('issued', '2026-01-10', { ...by('A'), ...amount('1', 'CNY') }),
    bill('balanced', '2026-01-10', { ...by('B'), ...amount('20', 'CNY') }),
    bill('issued', '2026-01-10', { ...by('B'), ...amount('300', 'USD') }),
    bill('issued', '2026-01-10', { ...by('A'), ...amount('4000', 'CNY') }),
    bill('issued', '2026-01-11', { ...by('B'), ...amount('0.5', 'CNY') }),
    bill('issued', '2026-01-10', { ...by('C') }),
    bill('issued', '2026-01-10', { ...by('A') }),
    bill('issued', '2026-01-10', amount('6', 'USD')),
  ]);
  const input = { name: 'income', from: '2026-01-01', to: '2026-01-31', today: '2026-03-01', grain: 'month' } as const;
  const month = '2026-01-01';
  const whole = asked(reader, input);
  expect(whole.rows).toEqual([
    { keys: [month, 'CNY'], values: [4, '4021.50', '20.00', 0, '0.00'] },
    { keys: [month, 'USD'], values: [2, '306.00', '0.00', 0, '0.00'] },
  ]);
  expect(whole.leftOut).toEqual([{ reason: 'unreadable', n: 2 }]);
  expect(asked(reader, { ...input, by: 'practitioner' }).rows).toEqual([
    { keys: ['name:A', month, 'CNY'], values: [2, '4001.00', '0.00', 0, '0.00'] },
    { keys: ['name:B', month, 'CNY'], values: [2, '20.50', '20.00', 0, '0.00'] },
    { keys: ['name:B', month, 'USD'], values: [1, '300.00', '0.00', 0, '0.00'] },
    { keys: [null, month, 'USD'], values: [1, '6.00', '0.00', 0, '0.00'] },
  ]);
  const ofA = asked(reader, { ...input, practitioner: 'name:A' });
  expect([ofA.total, ofA.leftOut]).toEqual([[2, '4001.00', '0.00', 0, '0.00'], [{ reason: 'unreadable', n: 1 }]]);
});

it('shows each amount with its sign', () => {
  const amounts = ['-0.50', '-12.5', '-0.0001', '0', '0.05', '100.00', '7.125'];
  const reader = clinicOf(amounts.map((one) => bill('issued', '2026-01-10', { totalGross: money(one, 'CNY') })));
  const days = { from: '2026-01-01', to: '2026-01-31', today: '2026-03-01' };
  const { records } = recordsBehind(reader, { name: 'income', ...days, column: 'billed', limit: 10, locale: 'en' });
  expect(records.map(({ value }) => value?.text).reverse()).toEqual([
    '-0.5',
    '-12.5',
    '-0.0001',
    '0',
    '0.05',
    '100',
    '7.125',
  ]);
});
