/** Readings of Chinese names. The one file that knows the pinyin library. */
import { pinyin } from 'pinyin-pro';

/** Family names of two characters; the library reads them rightly but does not say where they end. */
const COMPOUND = new Set(
  (
    '欧阳 司马 诸葛 上官 司徒 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 南宫 独孤 拓跋 端木 西门 百里 呼延 澹台 申屠 太史 ' +
    '公羊 闻人 钟离 淳于 单于 公冶 仲孙 鲜于 闾丘 司空 亓官 司寇 濮阳 赫连 万俟 完颜 纳兰 歐陽 司馬 諸葛 東方 尉遲 長孫 軒轅 獨孤'
  ).split(' '),
);

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

/** How many characters of a Chinese name are the family name. */
export function familyLength(name: string): number {
  const characters = [...name];
  return characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
}

/** A Chinese name in Latin letters as in a passport: 张建国 -> Zhang Jianguo. `family` in characters, counted if not given. */
export function latinName(name: string, family = familyLength(name)): string {
  const syllables = pinyin(name, { toneType: 'none', type: 'array', surname: 'head' });
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const parts = [syllables.slice(0, family), syllables.slice(family)].filter((part) => part.length > 0);
  return parts.map((part) => capital(part.join(''))).join(' ');
}
