/** Keys by which likely duplicates are brought together, so that not everybody is compared with everybody. */
import type { Field, KindName, Person, Value } from './contract.ts';

/** Most keys of one person: somebody with twenty names and phones is still found by the first ones. */
const MOST = 40;

/** The keys of a person; who shares one with another is compared with them. Each alone survives some slip in every other field. */
export function blockingKeys(fields: readonly Field[], person: Person): string[] {
  const of = (...wanted: KindName[]): readonly Value[] =>
    fields.flatMap(({ kind }, place) => (wanted.includes(kind) ? (person[place] ?? []) : []));
  const names = of('given', 'family');
  const sounds = [...new Set(names.map(({ sound }) => skeleton(sound)))].filter((sound) => sound !== '');
  const days = of('birth').map(({ words }) => words);
  const places = of('place', 'code').map(({ key }) => key);
  const keys = new Set<string>();
  const add = (kind: string, ...parts: readonly string[]): void => {
    if (keys.size < MOST && parts.every((part) => part !== '')) keys.add(`${kind}:${parts.join('|')}`);
  };

  for (const { key, sound } of of('identifier')) {
    add('i', key);
    // the same number of a resident with 15 and with 18 digits
    add('is', sound);
  }
  for (const { key } of of('phone')) add('p', key);
  for (const { key, words } of of('email')) {
    add('e', words[0] ?? '');
    add('eh', key.slice(0, 4), key.slice(-6));
  }
  for (const [year = '', month = '', day = ''] of days) {
    // the same with day and month swapped
    add('b', year, [month, day].sort().join('-'));
    for (const sound of sounds) {
      add('ny', sound, year);
      add('nd', sound, month, day);
      add('nm', sound.slice(0, 1), year.slice(2), month);
    }
  }
  if (sounds.length > 1) add('n', sounds.toSorted().slice(0, 3).join(' '));
  for (const sound of sounds) for (const place of places) add('np', sound, place.slice(0, 4));
  for (const { key } of of('address', 'text')) if (key.length > 5) add('a', key);
  for (const { sound } of names) if (sound.length > 3) add('nn', sound);
  return [...keys];
}

/** What is left of a name when vowels, doubled letters and the like are taken for slips. */
export function skeleton(sound: string): string {
  const plain = sound
    .replace(/ph/g, 'f')
    .replace(/ck|q/g, 'k')
    .replace(/(?<=.)[aeiouyhw]/gu, '')
    .replace(/(.)\1+/gu, '$1');
  return [...plain].slice(0, 4).join('');
}
