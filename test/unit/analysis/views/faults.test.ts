import { describe, expect, it } from 'vitest';
import { compileView } from '../../../../electron/vault/analysis/views/compile.ts';
import type { Json, JsonObject } from '../../../../shared/records/json.ts';
import { rowsOf, viewOf } from './support.ts';

const PATIENT = { resourceType: 'Patient', id: 'p', name: [{ family: 'a' }, { family: 'b' }], birthDate: '2000' };
const faultOf = (definition: Json): unknown => {
  const rows = rowsOf(definition, [PATIENT]);
  return typeof rows === 'string' ? rows : `rows: ${JSON.stringify(rows)}`;
};
const pathFault = (path: string): unknown => faultOf(viewOf('Patient', path));
const ID = { name: 'id', path: 'id' };

describe('a definition', () => {
  it.each<[string, Json, string]>([
    ['is an object', 'x', 'shape at .'],
    ['is an object', null, 'shape at .'],
    ['is about a resource', { select: [{ column: [ID] }] }, 'resource at resource'],
    ['of FHIR R4', { resource: 'Patients', select: [{ column: [ID] }] }, 'resource at resource'],
    ['no data type', { resource: 'HumanName', select: [{ column: [ID] }] }, 'resource at resource'],
    ['selects something', { resource: 'Patient' }, 'nothing-selected at select'],
    ['selects a column', { resource: 'Patient', select: [{ forEach: 'name' }] }, 'nothing-selected at select'],
    ['has lists', { resource: 'Patient', select: {} }, 'shape at select'],
    ['of objects', { resource: 'Patient', select: [1] }, 'shape at select[0]'],
    [
      'names columns',
      { resource: 'Patient', select: [{ column: [{ path: 'id' }] }] },
      'name at select[0].column[0].name',
    ],
    [
      'by names for tables',
      { resource: 'Patient', select: [{ column: [{ path: 'id', name: 'a"; --' }] }] },
      'name at select[0].column[0].name',
    ],
    ['each once', { resource: 'Patient', select: [{ column: [ID] }, { column: [ID] }] }, 'name-twice at select'],
    [
      'whatever their case',
      { resource: 'Patient', select: [{ column: [ID, { ...ID, name: 'ID' }] }] },
      'name-twice at select',
    ],
    [
      'has one loop',
      { resource: 'Patient', select: [{ forEach: 'name', forEachOrNull: 'name', column: [ID] }] },
      'several-loops at select[0]',
    ],
    [
      'has texts as paths',
      { resource: 'Patient', select: [{ column: [{ name: 'a', path: 3 }] }] },
      'shape at select[0].column[0].path',
    ],
    [
      'has paths that can be read',
      { resource: 'Patient', select: [{ forEach: '@@', column: [ID] }] },
      'syntax at select[0].forEach',
    ],
    ['repeats something', { resource: 'Patient', select: [{ repeat: [], column: [ID] }] }, 'shape at select[0].repeat'],
    [
      'repeats downwards',
      { resource: 'Patient', select: [{ repeat: ['$this'], column: [ID] }] },
      'endless at select[0].repeat',
    ],
    [
      'never upwards',
      { resource: 'Patient', select: [{ repeat: ['%resource.contact'], column: [ID] }] },
      'endless at select[0].repeat',
    ],
    [
      'whatever stands around it',
      { resource: 'Patient', select: [{ repeat: ['where(true)'], column: [ID] }] },
      'endless at select[0].repeat',
    ],
    [
      'has conditions',
      { resource: 'Patient', select: [{ column: [ID] }], where: [{ path: 'name.family' }] },
      'not-boolean at where[0].path',
    ],
    [
      'of one value',
      { resource: 'Patient', select: [{ column: [ID] }], where: [{ path: "name.select(family = 'a')" }] },
      'several-values at where[0].path',
    ],
    [
      'that are true or false',
      { resource: 'Patient', select: [{ column: [ID] }], where: [{ path: 'unheardOf' }] },
      'rows: []',
    ],
    [
      'has constants with values',
      { resource: 'Patient', constant: [{ name: 'c' }], select: [{ column: [ID] }] },
      'constant at constant[0]',
    ],
    [
      'one each',
      { resource: 'Patient', constant: [{ name: 'c', valueString: 'a', valueCode: 'b' }], select: [{ column: [ID] }] },
      'constant at constant[0]',
    ],
    [
      'of their type',
      { resource: 'Patient', constant: [{ name: 'c', valueInteger: 1.5 }], select: [{ column: [ID] }] },
      'constant at constant[0]',
    ],
    [
      'that are plain',
      { resource: 'Patient', constant: [{ name: 'c', valueQuantity: {} }], select: [{ column: [ID] }] },
      'constant at constant[0]',
    ],
    [
      'each once',
      {
        resource: 'Patient',
        constant: [
          { name: 'c', valueCode: 'a' },
          { name: 'c', valueCode: 'a' },
        ],
        select: [{ column: [ID] }],
      },
      'name-twice at constant[1]',
    ],
    [
      'has unions of one shape',
      { resource: 'Patient', select: [{ unionAll: [{ column: [ID] }, { column: [{ ...ID, name: 'b' }] }] }] },
      'union-columns at select[0].unionAll',
    ],
  ])('%s', (_, definition, expected) => {
    expect(faultOf(definition)).toBe(expected);
  });

  it('says which value of a record it does not take, and nothing of the value', () => {
    expect(faultOf({ resource: 'Patient', select: [{ column: [{ name: 'a', path: 'unheardOf' }] }] })).toBe(
      'rows: [{"a":null}]',
    );
    const odd = { ...PATIENT, unheardOf: 'text' };
    const where = { resource: 'Patient', select: [{ column: [ID] }], where: [{ path: 'unheardOf' }] };
    expect(rowsOf(where, [odd])).toBe('not-boolean at where[0].path');
    expect(rowsOf(viewOf('Patient', 'name.family'), [odd])).toBe('several-values at select[0].column[0].path');
  });
});

describe('a path', () => {
  it.each([
    ['', 'syntax'],
    ['name.', 'syntax'],
    ['name name', 'syntax'],
    ['name)', 'syntax'],
    ['(name', 'syntax'],
    ["'open", 'syntax'],
    ['name[', 'syntax'],
    ['name..family', 'syntax'],
    ['12ab', 'syntax'],
    ['name.where(', 'syntax'],
    ['`a b`', 'syntax'],
    ["name.'family'", 'syntax'],
    ['nonsense()', 'function'],
    ['constructor()', 'function'],
    ['__proto__()', 'function'],
    ['name.toString(1)', 'arguments'],
    ['name.where()', 'arguments'],
    ['name.take(family)', 'arguments'],
    ["name.ofType('HumanName')", 'arguments'],
    ["gender.matches('(a+)+$')", 'not-supported'],
    ['managingOrganization.resolve()', 'not-supported'],
    ["4 'mg'", 'not-supported'],
    ['$index', 'not-supported'],
    ['birthDate + 1', 'not-supported'],
    ["1 + 'a'", 'types'],
    ['gender < 1', 'types'],
    ['active.length()', 'types'],
    ['name.lowBoundary()', 'types'],
    ['name.getReferenceKey()', 'types'],
    ['%unknown', 'constant-unknown'],
    ['%constructor', 'constant-unknown'],
    ['name.repeat($this)', 'endless'],
    ['name.family', 'several-values'],
  ])('%s: %s', (path, code) => {
    expect(pathFault(path)).toBe(`${code} at select[0].column[0].path`);
  });

  it('may have comments', () => {
    expect(rowsOf(viewOf('Patient', 'id // mine'), [PATIENT])).toEqual([{ v: 'p' }]);
    expect(rowsOf(viewOf('Patient', '/* mine */ id'), [PATIENT])).toEqual([{ v: 'p' }]);
  });
});

describe('what would take too long', () => {
  const nested = (depth: number, inner: JsonObject): JsonObject =>
    depth === 0 ? inner : { select: [nested(depth - 1, inner)] };
  it.each<[string, Json]>([
    ['a long path', viewOf('Patient', `'${'x'.repeat(5000)}'`)],
    ['many tokens', viewOf('Patient', Array(900).fill('1').join('+'))],
    ['deep brackets', viewOf('Patient', `${'('.repeat(1500)}1${')'.repeat(1500)}`)],
    ['a long chain', viewOf('Patient', Array(300).fill('a').join('.'))],
    ['a long minus', viewOf('Patient', `${'-'.repeat(700)}1`)],
    ['growing comparisons', viewOf('Patient', `${'('.repeat(50)}a${' = a)'.repeat(50)}`)],
    ['deep selections', { resource: 'Patient', select: [nested(40, { column: [ID] })] }],
    [
      'many columns',
      {
        resource: 'Patient',
        select: [{ column: Array.from({ length: 1100 }, (_, n) => ({ name: `c${n}`, path: 'id' })) }],
      },
    ],
    [
      'many loops',
      {
        resource: 'Patient',
        select: Array.from({ length: 9 }, (_, n) => ({ forEach: 'name', column: [{ name: `c${n}`, path: 'family' }] })),
      },
    ],
    [
      'loops that begin anew',
      viewOf('Patient', 'name.select(%resource.name.select(%resource.name.select(%resource.name.count())))'),
    ],
    ['values that double', viewOf('Patient', `name${'.select($this.combine($this))'.repeat(30)}.count()`)],
    ['lists times lists', viewOf('Patient', `name${'.select(%resource.name)'.repeat(20)}.count()`)],
    ['repeats of repeats', viewOf('Patient', `contact${'.repeat(contact)'.repeat(20)}.count()`)],
    [
      'many tables',
      {
        resource: 'Patient',
        select: [{ unionAll: Array.from({ length: 70 }, () => ({ forEach: 'name', column: [ID] })) }],
      },
    ],
    ['a long definition', { resource: 'Patient', description: 'x'.repeat(300_000), select: [{ column: [ID] }] }],
  ])('%s is refused', (_, definition) => {
    expect(String(faultOf(definition))).toMatch(/^(too-large|syntax) at /);
  });

  it('is computed where it is long, but within bounds', () => {
    const sum = Array(300).fill('1').join(' + ');
    expect(String(pathFault(sum))).toMatch(/^(rows: \[\{"v":300\}\]|too-large)/);
    const many = Array.from({ length: 600 }, (_, n) => ({ name: `c${n}`, path: 'name.first().family' }));
    expect(rowsOf({ resource: 'Patient', select: [{ column: many }] }, [PATIENT])).toHaveLength(1);
  });
});

describe('values of a definition', () => {
  const HOSTILE = [
    `'; DROP TABLE record; --`,
    `" OR 1=1 --`,
    `') UNION SELECT json FROM record --`,
    '\\u0000',
    '?1 ? $x :y @z',
    '%s %00',
    '\uE0000\uE000 \uE000',
    `]'] || (SELECT json FROM record) || '$[`,
  ];
  it.each(HOSTILE)('%s is a value, wherever it stands', (text) => {
    const fhirpath = `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
    expect(rowsOf(viewOf('Patient', fhirpath), [PATIENT])).toEqual([{ v: text }]);
    const constant = [{ name: 'c', valueString: text }];
    expect(rowsOf({ ...viewOf('Patient', '%c'), constant }, [PATIENT])).toEqual([{ v: text }]);
    expect(rowsOf({ ...viewOf('Patient', 'name.where(family = %c).use.join(%c)'), constant }, [PATIENT])).toEqual([
      { v: '' },
    ]);
    expect(rowsOf({ ...viewOf('Patient', 'extension(%c).exists()'), constant }, [PATIENT])).toEqual([{ v: false }]);
  });

  it('never stand in the statement', () => {
    const { sql, params } = compileView(viewOf('Patient', "name.where(family = 'SECRET').given.join('SECRET')"));
    expect(sql).not.toContain('SECRET');
    expect(params.filter((param) => param === 'SECRET')).toHaveLength(2);
    expect(sql.split('?')).toHaveLength(params.length + 1);
  });

  it.each(['select[0].forEach', 'name`', 'a"b', "a'b", 'a b', 'a-b', 'ä'])('a name %s is none', (name) => {
    expect(String(pathFault(`\`${name}\``))).toMatch(/^syntax at/);
    expect(String(pathFault(`name.\`${name}\``))).toMatch(/^syntax at/);
    expect(String(pathFault(`value.ofType(\`${name}\`)`))).toMatch(/^syntax at/);
  });
});

describe('what only a definition from elsewhere has', () => {
  it.each(['constructor', 'toString', '__proto__', 'System.valueOf'])('%s is no type', (type) => {
    expect(pathFault(`value.ofType(${type})`)).toBe('rows: [{"v":null}]');
  });

  it.each<[string, Json, string]>([
    ['lists in lists', JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`) as Json, 'too-large at .'],
    ['conditions', { where: Array.from({ length: 101 }, () => ({ path: 'true' })) }, 'too-large at where'],
    ['constants', { constant: Array.from({ length: 1001 }, () => ({})) }, 'too-large at constant'],
    [
      'paths of a repeat',
      { select: [{ repeat: Array.from({ length: 11 }, () => 'contact'), column: [ID] }] },
      'too-large at select[0].repeat',
    ],
  ])('are so many %s', (_, part, fault) => {
    const definition = Array.isArray(part)
      ? { resource: 'Patient', select: part }
      : { resource: 'Patient', select: [{ column: [ID] }], ...(part as JsonObject) };
    expect(faultOf(definition)).toBe(fault);
  });
});
