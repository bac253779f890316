import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../../electron/vault/exchange/csv/compile.ts';
import { patched } from '../../../electron/vault/exchange/csv/path.ts';
import { makeRowMapper } from '../../../electron/vault/exchange/csv/row.ts';
import { errorsIn } from '../../../electron/vault/quality/validation/index.ts';
import { guessMapping } from '../../../shared/csv/guess.ts';
import { Mapping } from '../../../shared/csv/mapping.ts';
import { TARGET_NAMES, TARGETS } from '../../../shared/csv/targets.ts';
import { canonicalJson } from '../../../shared/records/json.ts';
import { mapRow } from './support.ts';

const texts = (row: ReturnType<typeof mapRow>) =>
  row.resources.map(({ resource }) => JSON.parse(canonicalJson(resource)));

describe('a guessed mapping', () => {
  const row = {
    病历号: '00123',
    姓名: '张三',
    性别: '男',
    出生日期: '1980/2/3',
    身份证号: '11010119800203101X',
    电话: '13800138000',
    家庭住址: '杏林路1号',
    就诊日期: '2024-3-5 9:05',
    诊断: '高血压、糖尿病',
    过敏史: '青霉素',
    血压: '150/95',
    '体重(kg)': '70.50',
    备注: '',
  };
  const mapping = guessMapping(Object.keys(row), () => []);

  it('names a target for every column that it knows, and the key', () => {
    expect(mapping.columns).toEqual({
      病历号: 'patient.number',
      姓名: 'patient.name',
      性别: 'patient.sex',
      出生日期: 'patient.birthDate',
      身份证号: 'patient.identity',
      电话: 'patient.phone',
      家庭住址: 'patient.address',
      就诊日期: 'date',
      诊断: 'diagnosis',
      过敏史: 'allergies',
      血压: 'bloodPressure',
      '体重(kg)': { as: 'weight', unit: 'kg' },
    });
    expect(mapping.key).toEqual(['病历号']);
  });

  it('makes valid resources that refer to the patient', () => {
    const { resources, problems } = mapRow(mapping, row);
    expect(problems).toEqual([]);
    expect(resources.map(({ type }) => type)).toEqual([
      'Patient',
      'Condition',
      'Condition',
      'AllergyIntolerance',
      'Observation',
      'Observation',
    ]);
    expect(resources[0]?.original).toBe('00123');
    expect(resources.flatMap(({ resource }) => errorsIn({ ...resource, id: 'x' }))).toEqual([]);
    const [patient, ...others] = texts({ resources, problems });
    expect(patient).toMatchObject({
      name: [{ text: '张三' }],
      gender: 'male',
      birthDate: '1980-02-03',
      telecom: [{ system: 'phone', value: '13800138000' }],
    });
    for (const other of others) expect((other.subject ?? other.patient).reference).toBe('Patient/00123');
    expect(canonicalJson(resources[5]?.resource)).toContain('"value":70.50');
    expect(resources[4]?.resource.effectiveDateTime).toBe('2024-03-05T09:05:00+08:00');
    expect(
      texts({ resources, problems })[4].component.map(
        (part: { valueQuantity: { value: number } }) => part.valueQuantity.value,
      ),
    ).toEqual([150, 95]);
  });

  it('tells none known, unknown and not asked apart', () => {
    const said = (过敏史: string) =>
      texts(mapRow(mapping, { ...row, 过敏史 }))
        .filter((one) => one.resourceType === 'AllergyIntolerance')
        .map((one) => one.code.coding?.[0].code ?? one.code.text);
    expect(said('无')).toEqual(['no-known-allergies']);
    expect(said('不详')).toEqual(['no-allergy-info']);
    expect(said('')).toEqual([]);
    expect(said('青霉素，头孢')).toEqual(['青霉素', '头孢']);
  });

  it('gives the same ids for the same row, others for another patient or day, and the same for a corrected value', () => {
    const ids = (change: object) => mapRow(mapping, { ...row, ...change }).resources.map(({ original }) => original);
    expect(ids({})).toEqual(ids({}));
    expect(ids({ 血压: '140/90' })).toEqual(ids({}));
    expect(ids({ 就诊日期: '2024-3-6' }).slice(1)).not.toEqual(ids({}).slice(1));
    expect(ids({ 病历号: '2' })[0]).not.toBe(ids({})[0]);
  });

  it('reads English headers, too', () => {
    const { columns } = guessMapping(
      ['Patient ID', 'Full name', 'Sex', 'DOB', 'Mobile', 'Visit date', 'Systolic BP', 'Temp', 'Xyz'],
      () => [],
    );
    expect(columns).toEqual({
      'Patient ID': 'patient.number',
      'Full name': 'patient.name',
      Sex: 'patient.sex',
      DOB: 'patient.birthDate',
      Mobile: 'patient.phone',
      'Visit date': 'date',
      'Systolic BP': 'systolic',
      Temp: 'temperature',
    });
  });

  it('sees from the cells whether the day or the month comes first', () => {
    const formats = (cells: string[]) => guessMapping(['DOB'], () => cells).columns?.DOB;
    expect(formats(['03/04/1980', '25/12/1981'])).toMatchObject({
      formats: ['d/M/yyyy', 'd/M/yyyy H:mm', 'd/M/yyyy H:mm:ss'],
    });
    expect(formats(['03/04/1980', '12/25/1981'])).toMatchObject({ formats: expect.arrayContaining(['M/d/yyyy']) });
    expect(formats(['03/04/1980'])).toBe('patient.birthDate');
  });
});

describe('problems', () => {
  it.each([
    ['性别', '雄', 'csv-value'],
    ['出生日期', '1980-13-01', 'csv-date'],
    ['出生日期', '03/04/1980', 'csv-date-ambiguous'],
    ['电话', '1.38E+10', 'csv-shortened'],
    ['身份证号', '110101198002030000', 'csv-rounded'],
    ['体温', '三十七', 'csv-number'],
    ['体温', '37 foo', 'csv-unit'],
    ['病历号', '', 'csv-key-missing'],
  ])('%s %j: %s', (column, cell, code) => {
    const row = {
      病历号: '1',
      姓名: '张三',
      性别: '男',
      出生日期: '',
      电话: '',
      身份证号: '',
      体温: '37.0',
      [column]: cell,
    };
    const mapping = guessMapping(Object.keys(row), () => []);
    expect(mapRow(mapping, row).problems).toContainEqual(expect.objectContaining({ code, column }));
  });
});

describe('a mapping that is written out', () => {
  it('does everything that it can', () => {
    const row = {
      no: '7',
      姓: '欧阳',
      名: '修',
      age: '',
      zip: '1234',
      bp: '120/80',
      lab: '<5.60',
      u: 'mg/dL',
      kind: 'F',
      phone1: '',
      phone2: '010-1',
    };
    const { resources, problems } = mapRow(
      {
        key: ['no'],
        resources: {
          person: {
            type: 'Patient',
            fields: [
              { path: 'name.text', join: { columns: ['姓', '名'], with: '' } },
              { path: 'telecom[0].system', constant: 'phone' },
              { path: 'telecom[0].value', column: 'phone1' },
              { path: 'telecom[1].system', constant: 'phone' },
              { path: 'telecom[1].value', column: 'phone2' },
              { path: 'address.postalCode', column: 'zip', pad: { length: 6, with: '0' } },
              { path: 'active', constant: true },
              { path: 'deceasedBoolean', column: 'age', default: false },
            ],
          },
          glucose: {
            type: 'Observation',
            when: [{ column: 'kind', is: ['f'] }],
            fields: [
              { path: 'status', constant: 'final' },
              { path: 'code.text', constant: 'glucose' },
              { path: 'subject', reference: 'person' },
              { path: 'valueQuantity', column: 'lab', unit: { column: 'u' } },
              { path: 'note[0].text', column: 'bp', split: { by: ['/'], take: 2 } },
            ],
          },
          never: {
            type: 'Observation',
            when: [{ column: 'kind', not: ['F'] }],
            fields: [{ path: 'code.text', column: 'kind' }],
          },
        },
      },
      row,
    );
    expect(problems).toEqual([]);
    expect(texts({ resources, problems })).toEqual([
      {
        resourceType: 'Patient',
        name: [{ text: '欧阳修' }],
        telecom: [{ system: 'phone', value: '010-1' }],
        address: [{ postalCode: '001234' }],
        active: true,
        deceasedBoolean: false,
      },
      {
        resourceType: 'Observation',
        status: 'final',
        code: { text: 'glucose' },
        subject: { reference: 'Patient/7' },
        valueQuantity: {
          comparator: '<',
          value: 5.6,
          unit: 'mg/dL',
          system: 'http://unitsofmeasure.org',
          code: 'mg/dL',
        },
        note: [{ text: '80' }],
      },
    ]);
    expect(canonicalJson(resources[1]?.resource)).toContain('5.60');
  });

  it('refers to somebody by an identifier, or by the key of another table', () => {
    const map = (reference: object) =>
      texts(
        mapRow(
          {
            key: ['no'],
            resources: {
              o: {
                type: 'Observation',
                fields: [
                  { path: 'code.text', column: 't' },
                  { path: 'subject', reference },
                ],
              },
            },
          } as never,
          { no: '7', id: 'A 1', t: 'x' },
        ),
      )[0].subject;
    expect(map({ type: 'Patient', identifier: { system: 'urn:x', column: 'id' } })).toEqual({
      reference: 'Patient?identifier=urn%3Ax%7CA%201',
    });
    expect(map({ type: 'Patient', key: ['no'] })).toEqual({ reference: 'Patient/7' });
  });

  it('keeps what a row does not speak of, and takes away what it says is empty', () => {
    const mapping = { key: ['no'], columns: { no: 'patient.number', name: 'patient.name', tel: 'patient.phone' } };
    const [full] = mapRow(mapping, { no: '1', name: '张三', tel: '123' }).resources;
    const known = { ...full?.resource, birthDate: '1980-01-01', photo: [{ title: 'x' }] };
    const [same] = mapRow(mapping, { no: '1', name: '张三', tel: '123' }).resources;
    expect(same && patched(known, same.patch)).toEqual(known);
    const [less] = mapRow(mapping, { no: '1', name: '张四', tel: '' }).resources;
    const { telecom: _gone, ...rest } = known as Record<string, unknown>;
    expect(less && patched(known, less.patch)).toEqual({ ...rest, name: [{ use: 'official', text: '张四' }] });
  });

  it.each([
    [{ fields: [{ path: 'nome', column: 'a' }] }, 'unknown-path'],
    [{ fields: [{ path: 'gender[1]', column: 'a' }] }, 'unknown-path'],
    [{ fields: [{ path: 'gender', column: 'b' }] }, 'no-column'],
    [{ fields: [{ path: 'birthDate', column: 'a', formats: ['qq'] }] }, 'unknown-format'],
    [{ fields: [{ path: 'generalPractitioner', reference: 'x' }] }, 'unknown-name'],
    [{ type: 'Person1', fields: [{ path: 'x', column: 'a' }] }, 'unknown-type'],
  ])('that cannot be is refused before a row is read: %j', (resource, code) => {
    const mapping = Mapping.parse({ mapping: 'csv', version: 1, resources: { p: { type: 'Patient', ...resource } } });
    expect(compileMapping(mapping, ['a']).faults.map((fault) => fault.code)).toContain(code);
  });

  it('says which targets it does not know, and that nothing is taken', () => {
    expect(
      compileMapping({ mapping: 'csv', version: 1, columns: { a: 'shoe size' } }, ['a']).faults.map(({ code }) => code),
    ).toEqual(['unknown-target', 'no-resources']);
    expect(Mapping.safeParse({ mapping: 'csv', version: 2 }).success).toBe(false);
  });
});

describe('any row', () => {
  it('becomes resources or problems, never an exception, and never the same twice otherwise', () => {
    const columns = TARGET_NAMES.map((name) => name as string);
    const { compiled, faults } = compileMapping(
      {
        mapping: 'csv',
        version: 1,
        key: ['patient.number'],
        columns: Object.fromEntries(columns.map((name) => [name, name])),
      },
      columns,
    );
    expect(faults).toEqual([]);
    const map = makeRowMapper(compiled, { zone: 'Asia/Shanghai', ucumOf: (unit) => unit });
    const cell = fc.oneof(
      fc.constantFrom('', '男', '1980-1-1', '120/80', '37.0', '1.38E+10', '无', '青霉素、头孢'),
      fc.string(),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: columns.length, maxLength: columns.length }), (cells) => {
        const row = (column: string) => cells[columns.indexOf(column)] ?? '';
        const once = map(row);
        expect(map(row)).toEqual(once);
        for (const { resource, patch } of once.resources) {
          expect(() => canonicalJson(resource)).not.toThrow();
          expect(patched(resource, patch)).toEqual(resource);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('of every target alone makes what is valid where it makes anything', () => {
    const cells: Readonly<Record<string, string>> = {
      'patient.sex': '女',
      'patient.birthDate': '1980-02-03',
      'patient.maritalStatus': '已婚',
      date: '2024-03-05',
      bloodPressure: '120/80',
      'patient.name': '张三',
      'patient.number': '1',
      allergies: '青霉素',
      'test.name': 'x',
      'diagnosis.code': 'I10',
    };
    for (const name of TARGET_NAMES) {
      const row = {
        'patient.number': '1',
        date: '2024-03-05',
        ...('test.name' === name || !name.startsWith('test') ? {} : { 'test.name': '血糖' }),
        ...(name.startsWith('medication') ? { medication: 'x' } : {}),
        ...(name.startsWith('vaccine') ? { vaccine: 'x' } : {}),
        [name]: cells[name] ?? '37',
      };
      const { resources, problems } = mapRow(
        { key: ['patient.number'], columns: Object.fromEntries(Object.keys(row).map((one) => [one, one])) },
        row,
      );
      expect(problems, name).toEqual([]);
      for (const { resource } of resources)
        expect(errorsIn({ ...resource, id: 'x' }), `${name} ${TARGETS[name].group}`).toEqual([]);
    }
  });
});
