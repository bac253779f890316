import { describe, expect, it } from 'vitest';
import type { MeasureInput } from '../../../../electron/vault/analysis/measures/ask.ts';
import { recordsBehind } from '../../../../electron/vault/analysis/measures/behind.ts';
import { loadUnits } from '../../../../electron/vault/quality/units/index.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { clinicOf, type Row } from '../clinic.ts';
import { asked } from './asked.ts';
import { coded, condition, hba1c, ICD10, person, pressure, states, status, TODAY } from './register-records.ts';

describe('the hypertension register', () => {
  const input: MeasureInput = { name: 'hypertension', today: TODAY };
  const of = (id: string, values: readonly Row[], code = coded('I10'), more: JsonObject = {}): Row[] => [
    person(id),
    condition(id, code, more),
    ...values,
  ];

  it('judges by the last pressure within 90 days, both values of it', () => {
    // 90 days before 30 June is 1 April, which is within them
    const rows = [
      ...of('reached', [pressure('reached', '2026-04-01', 139, 89)]),
      ...of('systolic', [pressure('systolic', '2026-06-01', 140, 80)]),
      ...of('diastolic', [pressure('diastolic', '2026-06-01', 120, 90)]),
      ...of('old', [pressure('old', '2026-03-31', 120, 80)]),
      ...of('never', []),
      ...of('last', [
        pressure('last', '2026-06-10T08:00:00+08:00', 170, 100),
        pressure('last', '2026-06-10T09:00:00+08:00', 130, 80), // later on that day
        pressure('last', '2026-05-10', 180, 110),
        pressure('last', '2026-07-02', 190, 110), // not yet
      ]),
      ...of('wrong', [pressure('wrong', '2026-06-01', 120, 80, 'mm[Hg]', { status: 'entered-in-error' })]),
      ...of('gone', [{ deleted: pressure('gone', '2026-06-01', 120, 80) }]),
    ];
    expect(states(rows, input)).toEqual({ reached: 2, above: 2, overdue: 4, all: 8, gone: 0 });
    expect(states(rows, { ...input, to: '2026-07-31' })).toEqual({ reached: 2, above: 2, overdue: 4, all: 8, gone: 0 });
    // a year before, nothing had been measured yet
    expect(states(rows, { ...input, to: '2025-06-30' })).toEqual({ reached: 0, above: 0, overdue: 8, all: 8, gone: 0 });
  });

  it('reads kilopascals, and says of what is in no unit of pressure that it was taken', () => {
    const rows = [
      // 18.6 kPa are 139.5 mmHg, 18.7 are 140.3
      ...of('a', [pressure('a', '2026-06-01', 18.6, 11.9, 'kPa')]),
      ...of('b', [pressure('b', '2026-06-01', 18.7, 11.9, 'kPa')]),
      ...of('c', [pressure('c', '2026-06-01', 120, 80, 'cm')]),
    ];
    expect(states(rows, input)).toEqual({ reached: 1, above: 1, unreadable: 1, overdue: 0, all: 3, gone: 0 });
  });

  it.each<[state: string, shown: string, systolic: [string, number], diastolic: [string, number]]>([
    ['reached', '<140/85', ['<', 140], ['', 85]],
    ['unreadable', '<=140/85', ['<=', 140], ['', 85]],
    ['reached', '<=139/<90', ['<=', 139], ['<', 90]],
    ['unreadable', '<150/85', ['<', 150], ['', 85]],
    ['above', '<150/95', ['<', 150], ['', 95]],
    ['unreadable', '>135/85', ['>', 135], ['', 85]],
    ['above', '>=140/85', ['>=', 140], ['', 85]],
    ['above', '>140/85', ['>', 140], ['', 85]],
    ['above', '300/>200', ['', 300], ['>', 200]],
    ['unreadable', '120/<95', ['', 120], ['<', 95]],
    ['above', '130/>=90', ['', 130], ['>=', 90]],
    ['unreadable', '120/>60', ['', 120], ['>', 60]],
  ])('is %s by %s', (state, shown, systolic, diastolic) => {
    const part = (code: string, [comparator, value]: [string, number]): JsonObject => ({
      code: { coding: [{ system: 'http://loinc.org', code }] },
      valueQuantity: { value, code: 'mm[Hg]', ...(comparator === '' ? {} : { comparator }) },
    });
    const component = [part('8480-6', systolic), part('8462-4', diastolic)];
    const reader = clinicOf(of('a', [pressure('a', '2026-06-01', 0, 0, '', { component })]));
    const found = asked(reader, input).rows.filter(({ values: [n] }) => n === 1);
    expect(found.map(({ keys }) => keys)).toEqual([[state]]);
    const { records } = recordsBehind(reader, { ...input, keys: [state], column: 'patients', limit: 5, locale: 'en' });
    expect(records.map(({ value }) => value?.text)).toEqual([shown]);
  });

  it('says of whom it cannot be told, for a diagnosis has an unknown code and no words', () => {
    const snomed = (code: string, display?: string): JsonObject => ({
      coding: [{ system: 'http://snomed.info/sct', code, ...(display === undefined ? {} : { display }) }],
    });
    const local = { coding: [{ system: 'urn:his:diagnosis', code: '00417' }] };
    const rows = [
      ...of('snomed', [], snomed('22298006')),
      condition('snomed', local, { recordedDate: '2021-01-01' }), // counts once
      ...of('local', [], { ...local, text: ' ' }),
      ...of('neither', [], {}),
      ...of('undated', [], local, { recordedDate: 'soon' }),
      // what is read, of whatever it is
      ...of('named', [], snomed('22298006', 'Myocardial infarction')),
      ...of('worded', [], { ...local, text: '心梗' }),
      ...of('icd', [], coded('J06.9')),
      ...of('diabetes', [], snomed('44054006')),
      ...of('known', [], coded('I10')),
      condition('known', local),
      // what is over, not yet, only suspected, or not so
      ...of('over', [], local, { ...status('resolved'), abatementDateTime: '2026-06-30' }),
      ...of('ended', [], local, status('resolved')),
      ...of('later', [], local, { recordedDate: '2026-07-01' }),
      ...of('suspected', [], local, { verificationStatus: { coding: [{ code: 'provisional' }] } }),
      ...of('refuted', [], local, { verificationStatus: { coding: [{ code: 'refuted' }] } }),
      { deleted: condition('icd', local) },
      person('dead', { deceasedBoolean: true }),
      condition('dead', local),
      person('left', { active: false }),
      condition('left', local),
    ];
    const reader = clinicOf(rows);
    expect(asked(reader, input).leftOut).toEqual([{ reason: 'unread', n: 4 }]);
    expect(asked(reader, { ...input, to: '2026-06-29' }).leftOut).toContainEqual({ reason: 'unread', n: 5 });
    const { records } = recordsBehind(reader, { ...input, column: 'unread', limit: 10, locale: 'en' });
    expect(records.map(({ patient, type, day }) => [patient, type, day])).toEqual([
      ['snomed', 'Condition', '2021-01-01'],
      ['neither', 'Condition', '2020-01-01'],
      ['local', 'Condition', '2020-01-01'],
      ['undated', 'Condition', null],
    ]);
  });

  it('holds who has a standing diagnosis, lives, and is here, once', () => {
    const rows = [
      ...of('a', [], coded('I10')),
      condition('a', coded('I11.9')),
      ...of('b', [], { coding: [{ system: 'http://snomed.info/sct', code: '38341003' }] }),
      ...of('c', [], coded('BA00.Z', 'http://id.who.int/icd/release/11/mms')),
      ...of('d', [], { text: '高血压病2级' }),
      ...of('e', [], {
        coding: [
          { system: 'urn:local', code: '7' },
          { system: ICD10, code: 'I10' },
        ],
      }),
      ...of('f', [], coded('I10'), { ...status('resolved'), abatementDateTime: '2026-07-15' }), // still stands today
      ...of('not-1', [], coded('I14')),
      ...of('not-2', [], coded('O13')),
      ...of('not-3', [], { text: '妊娠期高血压' }),
      ...of('not-4', [], { text: 'Pulmonary hypertension' }),
      ...of('not-5', [], { text: 'Family history of hypertension' }),
      ...of('not-6', [], coded('I10'), { verificationStatus: { coding: [{ code: 'refuted' }] } }),
      ...of('not-7', [], coded('I10'), { ...status('resolved'), abatementDateTime: '2026-06-30' }),
      ...of('not-8', [], coded('I10'), status('inactive')),
      ...of('not-11', [], coded('I10'), { abatementDateTime: '2015' }),
      ...of('not-12', [], coded('I10'), { ...status('active'), abatementPeriod: { start: '2025-05-01' } }),
      ...of('not-13', [], coded('I10'), { abatementString: 'after the operation' }),
      // the first of July in Shanghai, and the last of June
      ...of('g', [], coded('I10'), { abatementDateTime: '2026-06-30T16:30:00Z' }),
      ...of('not-14', [], coded('I10'), { abatementDateTime: '2026-06-29T16:30:00Z' }),
      person('h', { deceasedDateTime: '2026-06-30T16:30:00Z' }),
      condition('h', coded('I10')),
      person('died-in-june', { deceasedDateTime: '2026-06-29T16:30:00Z' }),
      condition('died-in-june', coded('I10')),
      ...of('not-9', [], coded('I10'), { recordedDate: '2026-07-01' }), // not yet
      person('not-10'),
      { deleted: condition('not-10', coded('I10')) },
      person('dead', { deceasedDateTime: '2026-06-30' }),
      condition('dead', coded('I10')),
      person('said-dead', { deceasedBoolean: true }),
      condition('said-dead', coded('I10')),
      { deleted: person('left') },
      condition('left', coded('I10')),
    ];
    expect(states(rows, input)).toEqual({ reached: 0, above: 0, overdue: 8, all: 8, gone: 4 });
    // those who died in June lived in May, and what ended in June stood
    expect(states(rows, { ...input, to: '2026-05-31' })).toMatchObject({ all: 12, gone: 2 });
  });

  it('tells a diagnosis by its words where no code can be read', () => {
    const coding = (system: string, code: string, display?: string) => ({
      coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
    });
    const local = coding('urn:his:diagnosis', '00417');
    const rows = [
      ...of('a', [], { ...local, text: '高血压' }),
      ...of('b', [], coding('urn:his:diagnosis', '00417', 'Essential hypertension')),
      ...of('c', [], coding('http://snomed.info/sct', '1', 'Labile systolic hypertension')),
      ...of('d', [], { coding: [{ code: 'I10' }], text: '高压' }),
      // its own words come before those of its code, and what a code says before both
      ...of('not-1', [], { ...coding('urn:his:diagnosis', '00417', '高血压'), text: '否认高血压' }),
      ...of('not-2', [], { ...coded('J06.9'), text: '高血压' }),
      ...of('not-3', [], local),
      ...of('not-4', [], coding('http://snomed.info/sct', '70995007', 'Pulmonary hypertension')),
    ];
    expect(states(rows, input)).toMatchObject({ all: 4, gone: 0 });
  });

  it('counts apart of whom it is only suspected, and whose record is not in use', () => {
    const verified = (code: string): JsonObject => ({ verificationStatus: { coding: [{ code }] } });
    const rows = [
      ...of('a', [], coded('I10'), { ...status('active'), ...verified('confirmed') }),
      condition('a', coded('I11.9'), verified('provisional')), // confirmed all the same
      ...['unconfirmed', 'provisional', 'differential'].flatMap((one) => of(one, [], coded('I10'), verified(one))),
      ...of('words', [], { text: '高血压？' }),
      ...of('over', [], coded('I10'), {
        ...verified('provisional'),
        ...status('resolved'),
        abatementDateTime: '2026-01-01',
      }),
      person('left', { active: false }),
      condition('left', coded('I10')),
      person('left-and-suspected', { active: false }),
      condition('left-and-suspected', { text: '疑似高血压' }),
      person('left-and-dead', { active: false, deceasedDateTime: '2020-01-01' }),
      condition('left-and-dead', coded('I10')),
    ];
    const { total, leftOut } = asked(clinicOf(rows), input);
    expect(total).toEqual([1, 1, null]);
    expect(leftOut).toEqual([
      { reason: 'gone', n: 1 },
      { reason: 'inactive', n: 1 },
      { reason: 'suspected', n: 4 },
    ]);
  });

  it('lists who is overdue, those never measured first, with the last value', () => {
    const rows = [
      ...of('a', [pressure('a', '2026-01-05', 18.6, 12, 'kPa')]),
      ...of('b', []),
      ...of('c', [pressure('c', '2025-01-05', 150, 95)]),
    ];
    const { records } = recordsBehind(clinicOf(rows), {
      ...input,
      keys: ['overdue'],
      column: 'patients',
      limit: 10,
      locale: 'en',
    });
    expect(records.map(({ patient, type, day, value }) => [patient, type, day, value?.text])).toEqual([
      ['b', 'Patient', null, undefined],
      ['c', 'Observation', '2025-01-05', '150/95'],
      ['a', 'Observation', '2026-01-05', '18.6/12'],
    ]);
  });
});

describe('the diabetes register', () => {
  const UCUM = 'http://unitsofmeasure.org';
  const of = (valueQuantity: JsonObject, ...loinc: string[]): Row[] => [
    person('a'),
    condition('a', coded('E11')),
    hba1c('a', '2026-03-01', 8.5),
    {
      ...hba1c('a', '2026-06-01', 0),
      code: { coding: loinc.map((code) => ({ system: 'http://loinc.org', code })) },
      valueQuantity,
    },
  ];

  it.each<[state: string, shown: string, quantity: JsonObject, ...loinc: string[]]>([
    ['reached', '6.5 %', { value: 6.5, unit: '%', system: UCUM, code: '%{HbA1c}' }, '4548-4'],
    ['reached', '6.5 %', { value: 6.5, unit: '%{Hb}' }, '4548-4'],
    ['reached', '52 mmol/mol', { value: 52, code: 'mmol/mol{Hb}' }, '59261-8'],
    ['reached', '6.96 %', { value: 6.96, unit: '%' }, '4548-4'], // 7.0 would contradict where it stands
    ['above', '7 %', { value: 7, unit: '%' }, '4548-4'],
    ['reached', '<7 %', { value: 7, comparator: '<', unit: '%' }, '4548-4'],
    ['unreadable', '<=7 %', { value: 7, comparator: '<=', unit: '%' }, '4548-4'],
    ['reached', '<=6.9 %', { value: 6.9, comparator: '<=', unit: '%' }, '4548-4'],
    ['unreadable', '<7.5 %', { value: 7.5, comparator: '<', unit: '%' }, '4548-4'],
    ['unreadable', '>6.5 %', { value: 6.5, comparator: '>', unit: '%' }, '4548-4'],
    ['above', '>=7 %', { value: 7, comparator: '>=', unit: '%' }, '4548-4'],
    ['above', '>14 %', { value: 14, comparator: '>', unit: '%' }, '4548-4'],
    // 6.8 % JDS are 7.19 % NGSP, 6.6 are 6.98
    ['above', '6.8 %', { value: 6.8, unit: '%' }, '62388-4'],
    ['reached', '6.6 %', { value: 6.6, unit: '%' }, '62388-4'],
    ['unreadable', '50 mmol/mol', { value: 50, unit: 'mmol/mol' }, '62388-4'],
    ['unreadable', '5.4 %', { value: 5.4, unit: '%' }, '59261-8'],
    ['reached', '6.5 %', { value: 6.5, unit: '%' }, '59261-8', '17856-6'],
    ['unreadable', '6.5', { value: 6.5 }, '4548-4'],
    ['unreadable', '7.8 mmol/L', { value: 7.8, unit: 'mmol/L' }, '4548-4'],
  ])('is %s by %s', (state, shown, quantity, ...loinc) => {
    const reader = clinicOf(of(quantity, ...loinc));
    const input: MeasureInput = { name: 'diabetes', today: TODAY };
    const found = asked(reader, input).rows.filter(({ values: [n] }) => n === 1);
    expect(found.map(({ keys }) => keys)).toEqual([[state]]);
    const { records } = recordsBehind(reader, { ...input, keys: [state], column: 'patients', limit: 5, locale: 'en' });
    expect(records.map(({ value }) => `${value?.text} ${value?.unit}`.trim())).toEqual([shown]);
  });

  it('reads braces in a unit as UCUM does: they change nothing', async () => {
    const units = await loadUnits();
    for (const [one, other] of [
      ['%{HbA1c}', '%'],
      ['mmol/mol{Hb}', 'mmol/mol'],
      ['mm[Hg]{sitting}', 'mm[Hg]'],
    ] as const)
      expect(units.exactly(6.5, one, other)).toBe(6.5);
    const rows = [person('a'), condition('a', coded('I10')), pressure('a', '2026-06-01', 130, 80, 'mm[Hg]{sitting}')];
    expect(states(rows, { name: 'hypertension', today: TODAY })).toMatchObject({ reached: 1 });
  });

  it('is overdue where nothing was measured, and where that is too old to be read or not', () => {
    const old = { ...hba1c('a', '2025-06-01', 6.5), valueQuantity: { value: 6.5 } };
    const none = { ...hba1c('a', '2026-06-01', 6.5), valueQuantity: { unit: '%' } };
    expect(
      states([person('a'), condition('a', coded('E11')), old, none], { name: 'diabetes', today: TODAY }),
    ).toMatchObject({ overdue: 1, reached: 0 });
  });

  it('judges by the last HbA1c within half a year, in either unit', () => {
    const input: MeasureInput = { name: 'diabetes', today: TODAY };
    const of = (id: string, values: readonly Row[], code = coded('E11.9')): Row[] => [
      person(id),
      condition(id, code),
      ...values,
    ];
    const rows = [
      ...of('a', [hba1c('a', '2026-06-01', 6.9)]),
      ...of('b', [hba1c('b', '2026-06-01', 7)]),
      // 52 mmol/mol are 6.9 %, 53 are 7.0004 %
      ...of('c', [hba1c('c', '2026-06-01', 52, 'mmol/mol')]),
      ...of('d', [hba1c('d', '2026-06-01', 53, 'mmol/mol')]),
      // 183 days before 30 June is 29 December, which is within them
      ...of('e', [hba1c('e', '2025-12-28', 6)]),
      ...of('f', [hba1c('f', '2025-12-29', 6)]),
      ...of('g', [], { text: '2型糖尿病' }),
      ...of('not-1', [], coded('O24.4')),
      ...of('not-2', [], { text: '糖尿病前期' }),
      ...of('not-3', [], { text: 'Diabetes insipidus' }),
      ...of('not-4', [], coded('E23.2')),
    ];
    expect(states(rows, input)).toEqual({ reached: 3, above: 2, overdue: 2, all: 7, gone: 0 });
  });
});
