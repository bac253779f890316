/**
 * What is in a medicine, or what somebody is allergic to, as far as its codes and names tell. A name counts in whatever case, width,
 * script or spelling it was written; what is told too much warns once more, what is missed warns nobody.
 */
import { HAN } from '../../../../shared/records/han.ts';
import { type DrugGroup, drugKnowledge } from '../../../../shared/terminology/drugs/knowledge.ts';
import { DRUGS } from '../../../../shared/terminology/drugs.ts';
import { compact, normalText } from '../../storage/search-normal.ts';
import { makeVocabulary, type Vocabulary } from '../near-words.ts';
import { termReading } from '../pinyin.ts';

/** A concept as records carry it. */
export interface Told {
  /** Every name that it has, in whatever language. */
  readonly texts: readonly string[];
  readonly codes: readonly { readonly system: string; readonly code: string }[];
}

export interface Substances {
  /** Codes of substances of our list. */
  readonly ingredients: ReadonlySet<string>;
  /** Groups that it is in, or is; by their codes. */
  readonly groups: ReadonlySet<string>;
  /** `system|code` of whatever system. */
  readonly keys: ReadonlySet<string>;
  /** Codes of ATC, which are built of their groups: the records' own, for we ship none. */
  readonly atc: readonly string[];
  /** Names as they are compared: letters and digits only; and the words in them. */
  readonly names: readonly string[];
  readonly words: ReadonlySet<string>;
}

interface Name {
  readonly key: string;
  readonly pinyin: readonly string[];
  readonly substances: readonly string[];
}

interface Index {
  readonly names: readonly Name[];
  readonly byKey: ReadonlyMap<string, readonly string[]>;
  readonly spelled: Vocabulary;
  readonly signs: readonly Sign[];
}
interface Sign {
  readonly group: DrugGroup;
  readonly text: string;
  readonly at: 'begin' | 'end' | 'within' | 'word';
}

/** Names of fewer letters are looked for as words, not within others. */
const SHORT = 7;
/** Words of fewer letters are too near to too many others to be taken for a slip. */
const SPELLED = 7;
const ATC = /whocc|\batc\b|2\.16\.840\.1\.113883\.6\.73/i;

let index: Index | undefined;

function indexed(): Index {
  if (index) return index;
  const { names, groups } = drugKnowledge();
  const byKey = new Map<string, readonly string[]>();
  const made = names.map(({ name, substances }): Name => {
    const key = compact(normalText(name));
    byKey.set(key, [...new Set([...(byKey.get(key) ?? []), ...substances])]);
    return { key, pinyin: HAN.test(key) ? termReading(key) : [], substances };
  });
  const spelled = [...byKey.keys()].filter((key) => /^[a-z]+$/.test(key) && key.length >= SPELLED).sort();
  const signs = groups.flatMap((group) =>
    [...group.signs, group.en, group.zh].map((sign): Sign => {
      const text = compact(normalText(sign));
      if (sign.startsWith('-')) return { group, text, at: 'end' };
      if (sign.startsWith('=')) return { group, text, at: 'word' };
      return { group, text, at: sign.endsWith('-') ? 'begin' : 'within' };
    }),
  );
  index = { names: made, byKey, spelled: makeVocabulary(spelled), signs };
  return index;
}

/** Everything that codes and names tell. */
export function substancesOf({ texts, codes }: Told): Substances {
  const { groups, drugs } = drugKnowledge();
  const ingredients = new Set<string>();
  const inGroups = new Set<string>();
  const names = [...new Set(texts.map((text) => compact(normalText(text))).filter(Boolean))];
  const words = new Set(texts.flatMap((text) => [...wordsOf(text)]));
  for (const { system, code } of codes)
    if (system === DRUGS) for (const one of drugs.get(code) ?? []) ingredients.add(one);
  for (const text of texts) {
    for (const one of ingredientsNamed(text)) ingredients.add(one);
    for (const one of groupsNamed(text)) inGroups.add(one);
  }
  for (const { code, members } of groups) if ([...members].some((one) => ingredients.has(one))) inGroups.add(code);
  return { ingredients, groups: inGroups, keys: new Set(codes.map(keyOf)), atc: codes.flatMap(atcOf), names, words };
}

function keyOf({ system, code }: { readonly system: string; readonly code: string }): string {
  return `${system}|${code.toLowerCase()}`;
}

function atcOf({ system, code }: { readonly system: string; readonly code: string }): string[] {
  return ATC.test(system) ? [code.normalize('NFKC').trim().toUpperCase()] : [];
}

function* ingredientsNamed(text: string): Generator<string> {
  const { names, byKey, spelled } = indexed();
  const key = compact(normalText(text));
  if (key === '') return;
  const tokens = wordsOf(text);
  const reading = termReading(key);
  const sound = reading.join('');
  for (const name of names) {
    if (isNamed(name, key, tokens, reading, sound)) yield* name.substances;
  }
  for (const token of tokens) {
    if (token.length < SPELLED || !/^[a-z]+$/.test(token) || byKey.has(token)) continue;
    for (const near of spelled.near(token, 1, 5)) yield* byKey.get(near.text) ?? [];
  }
}

function isNamed(
  name: Name,
  key: string,
  tokens: ReadonlySet<string>,
  reading: readonly string[],
  sound: string,
): boolean {
  if (name.key === key) return true;
  if (name.pinyin.length > 0) {
    if (key.includes(name.key)) return true;
    // the same sounds in other characters, or in Latin letters
    if (HAN.test(key)) return name.pinyin.length >= 3 && hasInRow(reading, name.pinyin);
    const said = name.pinyin.join('');
    return said === sound || (said.length >= SHORT && sound.includes(said));
  }
  return name.key.length >= SHORT ? key.includes(name.key) : tokens.has(name.key) || tokens.has(`${name.key}s`);
}

function hasInRow(all: readonly string[], part: readonly string[]): boolean {
  return all.some((_, at) => part.every((one, place) => all[at + place] === one));
}

function* groupsNamed(text: string): Generator<string> {
  const { signs, byKey } = indexed();
  const key = compact(normalText(text));
  const tokens = wordsOf(text);
  for (const { group, text: sign, at } of signs) {
    const within = at === 'within' && (sign.length >= 4 || HAN.test(sign)) && key.includes(sign);
    const shown = within || (at === 'begin' || at === 'end' ? [...tokens].some(builtSo) : tokens.has(sign));
    if (shown) yield group.code;

    function builtSo(token: string): boolean {
      // what is a name of its own belongs where the list puts it: domperidone is no antipsychotic
      if (token.length <= sign.length + 1 || (byKey.has(token) && !isMember(group, byKey.get(token)))) return false;
      return at === 'end' ? token.endsWith(sign) || token.endsWith(`${sign}s`) : token.startsWith(sign);
    }
  }
}

function isMember({ members }: DrugGroup, substances: readonly string[] = []): boolean {
  return substances.some((one) => members.has(one));
}

/** Words of letters; a number or a change of script ends one. */
function wordsOf(text: string): ReadonlySet<string> {
  return new Set(normalText(text).match(/[a-z]+(?:\d+[a-z]*)?|[a-z]+|\p{Script=Han}+/gu) ?? []);
}
