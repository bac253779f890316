/** Columns of a table of persons, recognised by their headers in English and Chinese. */
import { HAN } from '../../../../shared/records/han.ts';
import { familyLength } from '../../../../shared/records/patient/family-name.ts';
import type { Field, KindName, Person } from './contract.ts';
import { kinds } from './kinds.ts';

/** What a header says; the first that matches. `name` is a whole name; `none` says nothing of the person. */
const HEADERS: readonly (readonly [RegExp, KindName | 'name' | 'none'])[] = [
  [/^(?:rec(?:ord)?_?id|unique_?id|row(?:_?id)?|id|index|no|序号|编号|)$/, 'none'],
  [/^(?:given|first|fore|middle)_?names?$|^(?:fname|forename|given|名|名字)$/, 'given'],
  [/^(?:family|last|sur)_?names?$|^(?:lname|family|姓|姓氏)$/, 'family'],
  [/^(?:full_?|patient_?|person_?)?name$|^(?:患者)?姓名$/, 'name'],
  [/birth|^(?:dob|bday)$|出生|生日/, 'birth'],
  [
    /soc_?sec|^ssn$|social|national_?id|identity|passport|nhs|id_?(?:card|number|no)$|身份证|证件|医保|mrn|病历号/,
    'identifier',
  ],
  [/phone|mobile|^(?:tel|cell)|电话|手机/, 'phone'],
  [/e_?mail|邮箱/, 'email'],
  [/post_?(?:al_?)?code|zip|邮编|邮政/, 'code'],
  [/street_?(?:number|no)|house_?(?:number|no)|门牌/, 'code'],
  [/^(?:sex|gender|性别)/, 'sex'],
  [/address|street|^addr|地址|住址/, 'address'],
  [/city|town|suburb|village|county|district|locality|城市|区县|乡镇/, 'place'],
];

type Column = { readonly place: number; readonly kind: KindName | 'name' };

/** The fields of a table, and how a row becomes a person. `ignored`: headers that are not compared, such as the true answer. */
export function readHeaders(headers: readonly string[], ignored: readonly string[] = []) {
  const columns: Column[] = headers.flatMap((header, place) => {
    const kind = ignored.includes(header) ? 'none' : kindOf(header);
    return kind === 'none' ? [] : [{ place, kind }];
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
  return { fields, personOf: (row: readonly string[]) => personOf(columns, row) };
}

function kindOf(header: string): KindName | 'name' | 'none' {
  const plain = header
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  return HEADERS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'text';
}

function personOf(columns: readonly Column[], row: readonly string[]): Person {
  return columns.flatMap(({ place, kind }) => {
    const cell = (row[place] ?? '').trim();
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
