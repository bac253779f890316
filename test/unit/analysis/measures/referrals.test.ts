import { expect, it } from 'vitest';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf } from '../clinic.ts';
import { asked } from './asked.ts';

const CARDIOLOGY = { coding: [{ system: 'http://snomed.info/sct', code: '394579002', display: 'Cardiology' }] };
const REFERRAL = { coding: [{ system: 'http://snomed.info/sct', code: '3457005' }] };

const request = (authoredOn: string | undefined, more: JsonObject): JsonObject => ({
  resourceType: 'ServiceRequest',
  status: 'active',
  intent: 'order',
  subject: { reference: 'Patient/a' },
  ...(authoredOn ? { authoredOn } : {}),
  ...more,
});

it('counts a referral when it was made, not when it is to be done', () => {
  const reader = clinicOf([
    request('2026-03-31T16:30:00Z', { category: [REFERRAL], occurrenceDateTime: '2026-09-10' }), // April in Shanghai
    request(undefined, { category: [REFERRAL], occurrencePeriod: { start: '2026-09-10' } }),
    request('soon', { category: [REFERRAL] }),
  ]);
  const of = (month: string) =>
    asked(reader, { name: 'referrals', from: `${month}-01`, to: `${month}-30`, today: '2026-06-30' });
  expect(['2026-03', '2026-04', '2026-09'].map((month) => of(month).total[0])).toEqual([0, 1, 1]);
  expect(of('2026-04').leftOut).toEqual([{ reason: 'undated', n: 1 }]);
});

it('counts referrals by specialty, and how many are completed', () => {
  const reader = clinicOf([
    request('2026-03-02', { category: [REFERRAL], performerType: CARDIOLOGY, status: 'completed' }),
    request('2026-03-31T15:59:00Z', { category: [REFERRAL], performerType: CARDIOLOGY }), // the last minute of March
    request('2026-03-31T16:00:00Z', { category: [REFERRAL], performerType: CARDIOLOGY }), // April in Shanghai
    request('2026-03-05', { category: [{ text: '转诊' }], performerType: { text: '眼科' } }),
    request('2026-03-06', { code: { text: 'Referral' } }),
    request('2026-03-07', { category: [{ coding: [{ code: 'LAB' }] }], code: { text: 'Full blood count' } }),
    request('2026-03-08', { category: [REFERRAL], performerType: CARDIOLOGY, status: 'revoked' }),
    request('2026-03-08', { category: [REFERRAL], performerType: CARDIOLOGY, status: 'entered-in-error' }),
    request('2026-03-08', { category: [REFERRAL] }), // says not where to
    request(undefined, { category: [REFERRAL], performerType: CARDIOLOGY }),
    { deleted: request('2026-03-08', { category: [REFERRAL], performerType: CARDIOLOGY }) },
    request('2026-03-08', { category: [REFERRAL], performerType: CARDIOLOGY, doNotPerform: true }),
    request('2026-02-10', { category: [REFERRAL], performerType: CARDIOLOGY }),
    request('2026-02-10', { category: [{ text: '转诊' }], performerType: { text: '骨科' } }),
  ]);
  const cardiology = 'http://snomed.info/sct|394579002';
  const answer = asked(reader, {
    name: 'referrals',
    from: '2026-03-01',
    to: '2026-03-31',
    today: '2026-04-30',
    compare: 'previous',
  });
  expect(answer.rows).toEqual([
    { keys: [cardiology], values: [2, 1, 1 / 2] },
    { keys: ['text:referral'], values: [1, 0, 0] },
    { keys: ['text:眼科'], values: [1, 0, 0] },
    { keys: [null], values: [1, 0, 0] },
  ]);
  expect(answer.total).toEqual([5, 1, 1 / 5]);
  expect(answer.leftOut).toEqual([{ reason: 'undated', n: 1 }]);
  expect(answer.names.specialty).toMatchObject({ [cardiology]: 'Cardiology', 'text:眼科': '眼科' });
  expect(answer.compared?.rows).toEqual([
    { keys: [cardiology], values: [1, 0, 0] },
    { keys: ['text:referral'], values: [0, 0, null] },
    { keys: ['text:眼科'], values: [0, 0, null] },
    { keys: [null], values: [0, 0, null] },
  ]);
});
