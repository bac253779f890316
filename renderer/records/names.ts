/** Names of people as FHIR keeps them. */
export interface HumanName {
  readonly use?: string;
  readonly text?: string;
  readonly family?: string;
  readonly given?: readonly string[];
  readonly prefix?: readonly string[];
  readonly suffix?: readonly string[];
  readonly [key: string]: unknown;
}

/** Chinese characters, also those beyond the basic plane. */
const HAN = /\p{Script=Han}/u;

/** Family names of two characters that are still common; a longer list would mistake given names for them. */
const COMPOUND = new Set(
  '欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 轩辕 宇文 长孙 端木 南宫 独孤 百里 呼延 闻人 澹台 申屠 太史 第五 歐陽 諸葛 東方 尉遲 公孫 慕容 司馬'.split(
    ' ',
  ),
);

/** Whether a name is written in Chinese characters. */
export function isHan(text: string): boolean {
  return HAN.test(text);
}

/** The full name: its text, or its parts in the order of its script. */
export function fullName(name: HumanName | undefined): string {
  if (!name) return '';
  if (name.text) return name.text;
  const given = (name.given ?? []).join(' ');
  const family = name.family ?? '';
  if (isHan(family + given)) return family + given.replaceAll(' ', '');
  return [...(name.prefix ?? []), given, family, ...(name.suffix ?? [])].filter(Boolean).join(' ');
}

/** A proposal of family and given name for a full name. People correct it where it is wrong. */
export function splitName(full: string): { family: string; given: string } {
  const text = full.trim().replace(/\s+/g, ' ');
  if (text === '') return { family: '', given: '' };
  if (isHan(text)) {
    const dot = text.search(/[·•‧・]/);
    // 买买提·吐尔逊: the given name stands before the dot.
    if (dot > 0) return { family: text.slice(dot + 1).trim(), given: text.slice(0, dot).trim() };
    const characters = [...text.replaceAll(' ', '')];
    const length = characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
    if (characters.length === 1) return { family: characters.join(''), given: '' };
    return { family: characters.slice(0, length).join(''), given: characters.slice(length).join('') };
  }
  const comma = text.indexOf(',');
  if (comma > 0) return { family: text.slice(0, comma).trim(), given: text.slice(comma + 1).trim() };
  const words = text.split(' ');
  if (words.length === 1) return { family: text, given: '' };
  return { family: words.at(-1) ?? '', given: words.slice(0, -1).join(' ') };
}

/** The name that people use: official or usual, not an old one or a nickname. */
export function chosenName(names: readonly HumanName[] | undefined): number {
  const list = names ?? [];
  for (const use of ['official', 'usual', undefined]) {
    const at = list.findIndex((name) => name.use === use);
    if (at >= 0) return at;
  }
  return list.length > 0 ? 0 : -1;
}
