/** Readings of Chinese names. The one file that knows the pinyin library. */
import { pinyin } from 'pinyin-pro';
import { familyLength } from '../../../shared/records/patient/family-name.ts';

/** At most so many readings of one name: rare ones only cost room. */
const MAX_READINGS = 4;

const characterReadings = new Map<string, readonly string[]>();

/** All readings of one character, the commonest first; ü is written v. */
function readingsOf(character: string): readonly string[] {
  let readings = characterReadings.get(character);
  if (readings === undefined) {
    readings = [...new Set(pinyin(character, { toneType: 'none', type: 'array', multiple: true, v: true }))];
    characterReadings.set(character, readings);
  }
  return readings;
}

/**
 * Readings of a Chinese name, each a list of syllables in a to z: first the likeliest (the family name as a family name:
 * 单 shan, 曾 zeng, 仇 qiu), then with other readings of the given name's characters.
 */
export function nameReadings(name: string): string[][] {
  const first = pinyin(name, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((syllable) =>
    syllable.toLowerCase(),
  );
  const readings = [first];
  const characters = [...name];
  // a character outside of the library's table comes back as it is, and surrogate pairs may come back in halves
  if (characters.length !== first.length) return readings;
  for (let index = familyLength(name); index < characters.length; index += 1) {
    for (const other of readingsOf(characters[index] as string)) {
      for (const known of readings.slice()) {
        if (readings.length >= MAX_READINGS) return readings;
        if (known[index] === other || (known !== first && known[index] !== first[index])) continue;
        readings.push(known.with(index, other));
      }
    }
  }
  return readings;
}

/** A Chinese name in Latin letters as in a passport: 张建国 -> Zhang Jianguo. `family` in characters, counted if not given. */
export function latinName(name: string, family = familyLength(name)): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' });
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const parts = [syllables.slice(0, family), syllables.slice(family)].filter((part) => part.length > 0);
  return parts.map((part) => capital(part.join(''))).join(' ');
}

/** Syllables of a Chinese term in a to z, ü as v, as its words are read: 重症 zhong zheng, 银屑病 yin xie bing. All else comes back a character each. */
export function termReading(term: string): string[] {
  return pinyin(term, { toneType: 'none', type: 'array', v: true }).map((syllable) => syllable.toLowerCase());
}
