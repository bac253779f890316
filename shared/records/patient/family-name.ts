/** Where the family name of a Chinese name ends. */

/** Family names of two characters, also as Hong Kong and Taiwan write them. */
const COMPOUND = new Set(
  (
    '欧阳 司马 诸葛 上官 司徒 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 轩辕 南宫 独孤 拓跋 端木 西门 百里 呼延 澹台 申屠 太史 ' +
    '公羊 闻人 钟离 淳于 单于 公冶 仲孙 鲜于 闾丘 司空 亓官 司寇 濮阳 赫连 万俟 完颜 纳兰 第五 ' +
    '歐陽 司馬 諸葛 東方 尉遲 公孫 長孫 軒轅 南宮 獨孤 西門 澹臺 聞人 鍾離 單于 仲孫 鮮于 閭丘 濮陽 赫連 萬俟 完顏 納蘭'
  ).split(' '),
);

/** How many characters of a Chinese name, written without spaces, are the family name. A name of two is one of each. */
export function familyLength(name: string): number {
  const characters = [...name];
  return characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
}
