/** Columns of a table of persons, recognised by their headers in English and Chinese. */
import { HAN } from '../../../../shared/records/han.ts';
import { familyLength } from '../../../../shared/records/patient/family-name.ts';
import { type ColumnKind, kindOfValues } from './column-contents.ts';
import type { Field, KindName, Person } from './contract.ts';
import { dateReader } from './date-columns.ts';
import { kinds } from './kinds.ts';

/** What a header says; the first that matches. `name` is a whole name; `none` says nothing of the person. */
const HEADERS: readonly (readonly [RegExp, ColumnKind])[] = [
  [
    /^(?:rec(?:ord)?_?(?:id|no|num(?:ber)?)|unique_?id|row(?:_?(?:id|no|num(?:ber)?))?|id|index|no|nr|#|序号|编号|行号|)$/,
    'none',
  ],
  [/^blocking_?(?:number|key)$/, 'none'],
  [/(?:^|_)(?:given|first|fore|middle|christian)_?names?$|^(?:f_?name|fn|forename|given|first|名|名字)$/, 'given'],
  [/(?:^|_)(?:family|last|sur)_?names?$|^(?:l_?name|ln|sname|family|last|姓|姓氏)$/, 'family'],
  [/birth|^(?:dob|bday|b_?date|d_o_b)$|_dob$|出生|生日/, 'birth'],
  [
    /soc_?sec|^ssn|social|national_?id|identity|passport|nhs|medicare|tax_?(?:id|file)|(?:^|_)id_?(?:card|number|num|no)$|身份证|证件|医保|mrn|病历号/,
    'identifier',
  ],
  [/phone|mobile|^(?:tel|cell)|电话|手机/, 'phone'],
  [/e_?mail|邮箱/, 'email'],
  [/post_?(?:al_?)?code|zip|^pcode$|邮编|邮政/, 'code'],
  [/street_?(?:number|num|no)$|house_?(?:number|num|no)$|门牌/, 'code'],
  [/^(?:sex|gender|性别)/, 'sex'],
  [/address|street|^addr|road|地址|住址/, 'address'],
  [/city|town|suburb|village|county|district|locality|城市|区县|乡镇/, 'place'],
  [/^(?:full_?|patient_?|person_?|client_?)?name$|^(?:患者)?姓名$/, 'name'],
];

interface Column {
  readonly place: number;
  readonly kind: Exclude<ColumnKind, 'none'>;
  /** Makes a cell what every table of this kind has. */
  readonly plain: (cell: string) => string;
}

/** What a column was read as: a kind, a whole name, or nothing that is compared; and by its header or by what stands in it. */
export interface ReadColumn {
  readonly header: string;
  readonly kind: ColumnKind;
  readonly by: 'header' | 'contents' | 'answer';
}

/**
 * The fields of a table, and how a row becomes a person. `ignored`: headers that are not compared, such as the true answer. `rows`: what
 * tells of a column whose header says nothing, and how dates are written.
 */
export function readHeaders(
  headers: readonly string[],
  ignored: readonly string[] = [],
  rows: readonly (readonly string[])[] = [],
) {
  const read = headers.map((header, place): ReadColumn => {
    if (ignored.includes(header)) return { header, kind: 'none', by: 'answer' };
    const known = kindOf(header);
    const values = rows.map((row) => row[place] ?? '');
    return known ? { header, kind: known, by: 'header' } : { header, kind: kindOfValues(values), by: 'contents' };
  });
  const columns: Column[] = read.flatMap(({ kind }, place) => {
    if (kind === 'none') return [];
    const values = kind === 'birth' ? rows.map((row) => row[place] ?? '') : [];
    return [{ place, kind, plain: kind === 'birth' ? dateReader(values) : asIs }];
  });
  const fields: Field[] = columns.flatMap(({ place, kind }): Field[] => {
    const name = headers[place] ?? '';
    return kind === 'name'
      ? [
          { name: `${name} (given)`, kind: 'given' },
          { name: `${name} (family)`, kind: 'family' },
        ]
      : [{ name, kind }];
  });
  return { fields, columns: read, personOf: (row: readonly string[]) => personOf(columns, row) };
}

function asIs(text: string): string {
  return text;
}

function kindOf(header: string): ColumnKind | undefined {
  const plain = header
    .trim()
    .replace(/(?<=[a-z])(?=[A-Z])/g, '_')
    .toLowerCase()
    .replace(/[\s.:/-]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return HEADERS.find(([pattern]) => pattern.test(plain))?.[1];
}

function personOf(columns: readonly Column[], row: readonly string[]): Person {
  return columns.flatMap(({ place, kind, plain }) => {
    const cell = plain((row[place] ?? '').trim());
    if (kind !== 'name') return [valuesOf(kind, cell)];
    const [given, family] = splitName(cell);
    return [valuesOf('given', given), valuesOf('family', family)];
  });
}

function valuesOf(kind: KindName, cell: string): Person[number] {
  const value = kinds[kind].read(cell);
  return value ? [value] : [];
}

/** Given and family name of a whole one: 欧阳明 family first, "Li, Anna" before the comma, else the last word. */
export function splitName(whole: string): readonly [given: string, family: string] {
  const name = whole.trim();
  if (HAN.test(name)) {
    const characters = [...name.replace(/\s+/g, '')];
    const length = familyLength(characters.join(''));
    return [characters.slice(length).join(''), characters.slice(0, length).join('')];
  }
  const comma = name.indexOf(',');
  if (comma >= 0) return [name.slice(comma + 1), name.slice(0, comma)];
  const words = name.split(/\s+/);
  return [words.slice(0, -1).join(' '), words.at(-1) ?? ''];
}
