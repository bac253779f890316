import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../../renderer/records/dates.ts';
import { fullName, splitName } from '../../../renderer/records/names.ts';
import { checkPatient } from '../../../renderer/records/patient/checks.ts';
import { readIdentity } from '../../../renderer/records/patient/identity.ts';
import {
  addressText,
  applyForm,
  emptyForm,
  newPatient,
  type PatientForm,
  toForm,
} from '../../../renderer/records/patient/mapping.ts';
import type { Resource } from '../../../shared/bridge/records.ts';

/** As another system may send it: with much that the form does not know. */
const rich: Resource = {
  resourceType: 'Patient',
  id: 'p1',
  meta: { profile: ['http://example.org/p'] },
  extension: [{ url: 'http://example.org/race', valueString: 'x' }],
  identifier: [
    {
      use: 'usual',
      type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }], text: 'MRN' },
      system: 'urn:h',
      value: 'M-1',
      assigner: { display: 'H' },
    },
    { type: { coding: [{ code: 'SS' }] }, system: 'urn:ssn', value: '999-00-1111' },
  ],
  name: [
    { use: 'maiden', family: 'Old' },
    {
      use: 'official',
      family: 'Walker',
      given: ['Anna', 'Maria'],
      prefix: ['Mrs.'],
      extension: [{ url: 'urn:x', valueCode: 'y' }],
    },
  ],
  telecom: [
    { system: 'email', value: 'a@example.org' },
    { system: 'phone', value: '555-1', use: 'home', rank: 2, period: { start: '2001' } },
    { system: 'phone', value: '555-2', use: 'mobile' },
  ],
  gender: 'female',
  birthDate: '1974-03-05',
  _birthDate: {
    extension: [
      { url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: '1974-03-05T14:35:45-05:00' },
    ],
  },
  address: [
    {
      use: 'home',
      line: ['1 Road', 'Flat 2'],
      city: 'York',
      state: 'Y',
      postalCode: 'YO1',
      country: 'GB',
      extension: [{ url: 'geo' }],
    },
  ],
  contact: [{ name: { family: 'Next' } }],
  multipleBirthBoolean: false,
};

describe('the patient form', () => {
  it('gives back the very same resource when nothing was changed', () => {
    const form = toForm(rich);
    expect(applyForm(rich, form, form)).toBe(rich);
    expect(applyForm(rich, form, { ...form })).toBe(rich);
  });

  it('shows the name in use, all phones, the chart number', () => {
    const form = toForm(rich);
    expect(form.name).toBe('Mrs. Anna Maria Walker');
    expect(form.phones).toEqual(['555-1', '555-2']);
    expect(form.chartNumber).toBe('M-1');
    expect(form.line).toBe('1 Road Flat 2');
  });

  it('corrects one phone number and nothing else', () => {
    const form = toForm(rich);
    const saved = applyForm(rich, form, { ...form, phones: ['555-9', '555-2'] });
    expect(saved).toEqual({
      ...rich,
      telecom: [
        { system: 'email', value: 'a@example.org' },
        { system: 'phone', value: '555-9', use: 'home', rank: 2, period: { start: '2001' } },
        { system: 'phone', value: '555-2', use: 'mobile' },
      ],
    });
  });

  it('adds and removes phones, keeps other ways of contact', () => {
    const form = toForm(rich);
    expect(applyForm(rich, form, { ...form, phones: ['555-1', '555-2', '555-3'] }).telecom).toEqual([
      ...(rich.telecom as unknown[]),
      { system: 'phone', value: '555-3', use: 'mobile' },
    ]);
    expect(applyForm(rich, form, { ...form, phones: ['555-1', ''] }).telecom).toEqual(
      (rich.telecom as unknown[]).slice(0, 2),
    );
    expect(applyForm(rich, form, { ...form, phones: ['555-1'] }).telecom).toEqual(
      (rich.telecom as unknown[]).slice(0, 2),
    );
  });

  it('keeps extensions, prefixes and other names when the family name changes', () => {
    const form = toForm(rich);
    const saved = applyForm(rich, form, { ...form, family: 'Hughes', name: 'Mrs. Anna Maria Hughes' });
    expect(saved.name).toEqual([
      { use: 'maiden', family: 'Old' },
      {
        use: 'official',
        text: 'Mrs. Anna Maria Hughes',
        family: 'Hughes',
        given: ['Anna', 'Maria'],
        prefix: ['Mrs.'],
        extension: [{ url: 'urn:x', valueCode: 'y' }],
      },
    ]);
    expect({ ...saved, name: rich.name }).toEqual(rich);
  });

  it('keeps both lines of an address when only the city changes', () => {
    const form = toForm(rich);
    const saved = applyForm(rich, form, { ...form, city: 'Leeds' });
    expect(saved.address).toMatchObject([
      { line: ['1 Road', 'Flat 2'], city: 'Leeds', country: 'GB', extension: [{ url: 'geo' }] },
    ]);
  });

  it('makes a proper FHIR patient of a new form', () => {
    const form: PatientForm = {
      ...emptyForm,
      name: '欧阳娜娜',
      family: '欧阳',
      given: '娜娜',
      gender: 'female',
      birthDate: '1949-12-31',
      phones: ['138 1234 5678'],
      identity: '11010519491231002X',
    };
    expect(newPatient(form)).toEqual({
      resourceType: 'Patient',
      active: true,
      name: [{ use: 'official', text: '欧阳娜娜', family: '欧阳', given: ['娜娜'] }],
      telecom: [{ system: 'phone', value: '138 1234 5678', use: 'mobile' }],
      identifier: [
        {
          use: 'official',
          type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'NI' }] },
          system: 'urn:oid:2.16.156.10011.1.3',
          value: '11010519491231002X',
        },
      ],
      gender: 'female',
      birthDate: '1949-12-31',
    });
  });

  it('reads back what it made, whatever was typed', () => {
    const text = fc
      .string({ minLength: 1, maxLength: 12 })
      .map((value) => value.trim())
      .filter((value) => value !== '' && !/\s\s/.test(value));
    const forms = fc.record({
      name: text,
      family: text,
      given: text,
      gender: fc.constantFrom('male', 'female', 'other', 'unknown') as fc.Arbitrary<PatientForm['gender']>,
      birthDate: fc.constantFrom('1974', '1974-03', '1974-03-05'),
      phones: fc.array(text, { minLength: 1, maxLength: 3 }),
      identity: text,
      chartNumber: text,
      line: text,
      city: text,
      state: text,
      postalCode: text,
    });
    fc.assert(
      fc.property(forms, (form) => {
        expect(toForm(newPatient(form))).toEqual(form);
        // And through a resource full of other things: those stay.
        const before = toForm(rich);
        const after = applyForm(rich, before, form);
        expect(after).toMatchObject({
          meta: rich.meta,
          extension: rich.extension,
          contact: rich.contact,
          _birthDate: rich._birthDate,
        });
        expect((after.telecom as unknown[])[0]).toEqual((rich.telecom as unknown[])[0]);
        expect((after.name as unknown[])[0]).toEqual((rich.name as unknown[])[0]);
      }),
    );
  });
});

describe('names', () => {
  it('are split as a proposal', () => {
    expect(splitName('张三')).toEqual({ family: '张', given: '三' });
    expect(splitName('欧阳娜娜')).toEqual({ family: '欧阳', given: '娜娜' });
    expect(splitName('欧阳')).toEqual({ family: '欧', given: '阳' });
    expect(splitName('买买提·吐尔逊')).toEqual({ family: '吐尔逊', given: '买买提' });
    expect(splitName('Anna Maria Walker')).toEqual({ family: 'Walker', given: 'Anna Maria' });
    expect(splitName('Walker, Anna')).toEqual({ family: 'Walker', given: 'Anna' });
    expect(splitName(' ')).toEqual({ family: '', given: '' });
  });

  it('stand in the order of their script', () => {
    expect(fullName({ family: '张', given: ['三'] })).toBe('张三');
    expect(fullName({ family: 'Walker', given: ['Anna'], suffix: ['PhD'] })).toBe('Anna Walker PhD');
    expect(addressText({ line: '杏花路 18 号', city: '杭州市', state: '浙江省', postalCode: '310000' })).toBe(
      '浙江省杭州市杏花路 18 号 310000',
    );
    expect(addressText({ line: '1 Road', city: 'York', state: '', postalCode: 'YO1' })).toBe('1 Road, York, YO1');
  });
});

describe('what people type', () => {
  it('is read as a date in every usual way', () => {
    for (const text of [
      '1974-03-05',
      '1974-3-5',
      '1974/3/5',
      '1974.03.05',
      '19740305',
      '1974年3月5日',
      '１９７４－０３－０５',
      ' 1974 3 5 ',
    ])
      expect(readDate(text), text).toBe('1974-03-05');
    expect(readDate('1974')).toBe('1974');
    expect(readDate('1974年3月')).toBe('1974-03');
    for (const text of ['', '05/03/1974', '1974-13-01', '2023-02-29', '74-03-05', 'soon'])
      expect(readDate(text), text).toBeUndefined();
  });

  it('is checked: identity numbers carry a check digit, a birth date and the sex', () => {
    expect(readIdentity('11010519491231002X')).toEqual({ birthDate: '1949-12-31', gender: 'female' });
    expect(readIdentity('110105194912310021')).toBeUndefined();
    expect(readIdentity('110105194902310028')).toBeUndefined();
  });

  it('is judged only where it was touched', () => {
    const today = '2024-03-01';
    expect(checkPatient(emptyForm, emptyForm, today)).toEqual({ name: 'nameRequired' });
    const form = { ...emptyForm, name: 'A', birthDate: '2024-03-02', phones: ['12a4'], identity: '110105194912310021' };
    expect(checkPatient(form, emptyForm, today)).toEqual({
      birthDate: 'birthDateFuture',
      phone0: 'phoneInvalid',
      identity: 'identityInvalid',
    });
    expect(checkPatient(form, form, today)).toEqual({});
    expect(checkPatient({ ...emptyForm, name: 'A', birthDate: '1880' }, emptyForm, today)).toEqual({
      birthDate: 'birthDateOld',
    });
  });
});
