import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import type { Reader } from '../../../../electron/vault/storage/database.ts';
import { clinicOf, diagnosis } from '../clinic.ts';
import { asked } from './asked.ts';

const question: MeasureInput = { name: 'diagnoses', from: '2026-01-01', to: '2026-12-31', today: '2026-12-31' };
const onset = (day: string) => ({ onsetDateTime: day });

function list(reader: Reader) {
  const { rows, names } = asked(reader, question);
  return rows.map(({ keys: [code], values: [patients] }) => ({
    code,
    display: names.diagnosis?.[code ?? ''],
    patients,
  }));
}

describe('top diagnoses', () => {
  it('counts patients, not records, most frequent first and by code where they are level', () => {
    const reader = clinicOf([
      diagnosis('a', { code: 'I10', text: '高血压' }, onset('2026-02-01')),
      diagnosis('a', { code: 'I10', text: '高血压' }, onset('2026-08-01')),
      diagnosis('b', { code: 'I10', text: '高血压病' }, onset('2026-03-01')),
      diagnosis('a', { code: 'J06.9', display: 'Common cold' }, onset('2026-03-01')),
      diagnosis('b', { code: 'E11.9' }, onset('2026-03-01')),
    ]);
    expect(list(reader)).toEqual([
      { code: 'urn:icd|I10', display: undefined, patients: 2 },
      { code: 'urn:icd|E11.9', display: undefined, patients: 1 },
      { code: 'urn:icd|J06.9', display: 'Common cold', patients: 1 },
    ]);
  });

  it('goes by the onset, else the recording, in the clinic’s time zone', () => {
    const reader = clinicOf([
      diagnosis('a', { code: 'before' }, onset('2025-12-31')),
      diagnosis('a', { code: 'first' }, onset('2026')),
      diagnosis('a', { code: 'last' }, { recordedDate: '2026-12-31T15:59:00Z' }),
      diagnosis('a', { code: 'after' }, { recordedDate: '2026-12-31T16:00:00Z' }),
      diagnosis('a', { code: 'never' }, {}),
    ]);
    expect(list(reader).map(({ code }) => code)).toEqual(['urn:icd|first', 'urn:icd|last']);
  });

  it('takes diagnoses without a code together by their words', () => {
    const reader = clinicOf([
      diagnosis('a', { text: 'Back pain' }, onset('2026-02-01')),
      diagnosis('b', { text: ' back pain' }, onset('2026-02-02')),
      diagnosis('b', { text: 'BACK PAIN' }, onset('2026-02-03')),
      diagnosis('b', { text: '腰痛' }, onset('2026-02-03')),
      diagnosis('c', {}, onset('2026-02-03')),
      diagnosis('c', { code: 'I10', text: 'Back pain' }, onset('2026-02-03')),
    ]);
    expect(list(reader)).toEqual([
      { code: 'text:back pain', display: 'Back pain', patients: 2 },
      { code: 'text:腰痛', display: '腰痛', patients: 1 },
      { code: 'urn:icd|I10', display: undefined, patients: 1 },
    ]);
  });

  it('leaves out what was entered in error or deleted', () => {
    const reader = clinicOf([
      diagnosis('a', { code: 'wrong' }, onset('2026-02-01'), 'entered-in-error'),
      { deleted: diagnosis('a', { code: 'gone' }, onset('2026-02-01')) },
      diagnosis('a', { code: 'right' }, onset('2026-02-01')),
    ]);
    expect(list(reader).map(({ code }) => code)).toEqual(['urn:icd|right']);
  });

  it('counts apart what nobody confirmed, by code or in words', () => {
    const reader = clinicOf([
      ...['unconfirmed', 'provisional', 'differential'].map((verified) =>
        diagnosis('a', { code: 'I10' }, onset('2026-02-01'), verified),
      ),
      diagnosis('a', { text: 'Cold' }, onset('2026-02-01'), 'provisional'),
      diagnosis('a', { code: 'I10' }, onset('2025-02-01'), 'provisional'),
      diagnosis('b', { code: 'I10' }, onset('2026-02-01')),
    ]);
    expect(list(reader)).toEqual([{ code: 'urn:icd|I10', display: undefined, patients: 1 }]);
    expect(asked(reader, question).leftOut).toContainEqual({ reason: 'suspected', n: 4 });
  });

  it('tells how many it can count by their code alone', () => {
    const reader = clinicOf([
      diagnosis('a', { code: '1' }, onset('2026-02-01')),
      diagnosis(
        'b',
        { code: '1' },
        { ...onset('2026-02-01'), ...{ clinicalStatus: { coding: [{ code: 'resolved' }] } } },
      ),
      diagnosis('c', { code: '1', display: 'Cough' }, onset('2026-02-01')),
      diagnosis('d', { code: '1', text: 'Cough' }, onset('2026-02-01')),
      diagnosis('e', { code: '1' }, onset('2025-02-01')),
      diagnosis('f', { code: '1' }, onset('2026-02-01'), 'entered-in-error'),
      diagnosis('g', {}, onset('2026-02-01')),
    ]);
    expect(list(reader)).toEqual([{ code: 'urn:icd|1', display: 'Cough', patients: 4 }]);
    expect(asked(reader, question).leftOut).toEqual([
      { reason: 'unnamed', n: 1 },
      { reason: 'unread', n: 2 },
    ]);
  });

  it('calls a code as most records do, and never by what one says of its patient', () => {
    const of = (patient: string, text: string, display?: string) =>
      diagnosis(patient, { code: 'I10', text, ...(display === undefined ? {} : { display }) }, onset('2026-02-01'));
    const reader = clinicOf([
      of('a', '高血压，母亲王丽华死于脑卒中', 'Hypertension, essential'),
      of('b', '高血压', 'Essential hypertension'),
      of('c', '高血压', 'Essential hypertension'),
      of('d', '高血压，王先生'),
    ]);
    expect(list(reader)).toEqual([{ code: 'urn:icd|I10', display: 'Essential hypertension', patients: 4 }]);
  });

  it('takes the same codes together, in whatever order they stand', () => {
    const coding = [
      { system: 'http://snomed.info/sct', code: '59621000', display: 'Essential hypertension' },
      { system: 'http://hl7.org/fhir/sid/icd-10', code: 'I10', display: 'Hypertension' },
    ];
    const of = (patient: string, codes: typeof coding) => ({
      ...diagnosis(patient, {}, onset('2026-02-01')),
      code: { coding: codes },
    });
    const reader = clinicOf([of('a', coding), of('b', coding.toReversed())]);
    expect(list(reader)).toEqual([
      { code: 'http://hl7.org/fhir/sid/icd-10|I10', display: 'Hypertension', patients: 2 },
    ]);
  });

  it('counts somebody once to whom one code was given in different words, also where it is listed for them together alone', () => {
    const reader = clinicOf([
      ...Array.from({ length: 20 }, (_, i) =>
        ['a', 'b'].map((patient) => diagnosis(patient, { code: `C${i}`, text: 'one' }, onset('2026-02-01'))),
      ).flat(),
      ...['a', 'b', 'c'].map((patient, i) =>
        diagnosis(
          patient,
          { code: 'I10', text: `words ${i}`, display: i === 0 ? 'Early' : 'Often' },
          onset('2026-02-01'),
        ),
      ),
      diagnosis('a', { code: 'I10', text: 'other words' }, onset('2026-02-02')),
      diagnosis('d', { code: 'I10', text: 'of another year', display: 'Early' }, onset('2025-02-02')),
      diagnosis('e', { code: 'I10', text: 'never said when', display: 'Early' }, {}),
      diagnosis('f', { code: 'I10', text: 'not yet', display: 'Often' }, onset('2026-02-02'), 'provisional'),
    ]);
    const [first, ...others] = list(reader);
    expect(first).toEqual({ code: 'urn:icd|I10', display: 'Early', patients: 3 });
    expect(others).toHaveLength(19);
    expect(asked(reader, question).leftOut).toEqual(
      expect.arrayContaining([
        { reason: 'undated', n: 1 },
        { reason: 'suspected', n: 1 },
      ]),
    );
  });

  it('leaves out and lists what says neither code nor words, or not whose it is', () => {
    const { code: _code, ...coded } = diagnosis('a', {}, onset('2026-02-01'));
    const { subject: _one, ...undated } = diagnosis('a', { code: 'I10' }, {});
    const { subject: _another, ...nobodys } = diagnosis('a', {}, onset('2026-02-01'));
    const { subject: _last, ...worded } = diagnosis('a', { text: 'Cold' }, onset('2026-02-01'));
    const category = [{ coding: [{ code: 'encounter-diagnosis' }] }];
    const reader = clinicOf([{ ...coded, category }, undated, nobodys, worded]);
    expect(list(reader)).toEqual([]);
    expect(asked(reader, question).leftOut).toEqual([
      { reason: 'undated', n: 1 },
      { reason: 'unnamed', n: 2 },
    ]);
  });

  it('lists twenty', () => {
    const rows = Array.from({ length: 30 }, (_, i) => [
      diagnosis(`p${i}`, { code: `C${i}` }, onset('2026-02-01')),
      diagnosis(`p${i}`, { text: `words ${i}` }, onset('2026-02-01')),
      ...(i === 7 ? [diagnosis('another', { text: 'words 7' }, onset('2026-02-01'))] : []),
    ]).flat();
    const twenty = list(clinicOf(rows));
    expect(twenty).toHaveLength(20);
    expect(twenty[0]).toEqual({ code: 'text:words 7', display: 'words 7', patients: 2 });
  });
});
