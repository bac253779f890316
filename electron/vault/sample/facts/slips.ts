/**
 * How names are mistaken for each other at a front desk. Chinese: characters that sound the same (pinyin without tones), and traditional
 * forms of the characters that our names use. English: spellings and short forms of one name. All common knowledge, written down by us.
 */

/** Characters of names that sound alike. */
const SOUND_ALIKE =
  '伟炜玮卫 涛韬桃 晓小筱 丽莉利 静婧靖 娟鹃绢 敏闽 艳燕雁 霞侠 玲铃灵 娜那 萍平苹 洁杰婕 梓子紫 涵寒晗 怡宜仪 萱轩宣 妍研岩 琪淇绮 婷庭廷 ' +
  '宇雨语 浩皓昊 泽则 宸辰晨 睿瑞锐 博伯 航杭 阳扬洋 军君均钧 强墙 磊雷 勇永咏 波博 辉晖挥 斌彬宾 鹏朋 飞菲 建健键 国果 志智治 德得 文雯 振震 光广 ' +
  '明鸣铭 华桦 福富 山珊 民珉 生胜声 海亥 秀绣 桂贵 玉育 淑舒 凤奉 素苏 翠粹 英瑛 兰岚 珍真贞 芳方 梅美 荣容蓉 琴勤芹 云芸 香湘 欣新心 诗施 可珂 思斯 佳嘉家 若偌';

/** The others of each group, by character. */
export const HOMOPHONES: ReadonlyMap<string, readonly string[]> = new Map(
  SOUND_ALIKE.split(' ').flatMap((group) =>
    [...group].map((character) => [character, [...group].filter((other) => other !== character)] as const),
  ),
);

/** Simplified and traditional, in turn. */
const FORMS =
  '张張刘劉陈陳杨楊黄黃赵趙吴吳孙孫马馬罗羅郑鄭谢謝许許韩韓邓鄧冯馮萧蕭蒋蔣叶葉苏蘇吕呂卢盧贾賈钟鍾范範韦韋邹鄒闫閆龙龍贺賀顾顧龚龔万萬钱錢严嚴汤湯' +
  '国國华華军軍辉輝飞飛涛濤伟偉强強凤鳳兰蘭荣榮云雲丽麗红紅艳艷玛瑪宁寧语語诗詩颖穎莹瑩欢歡爱愛庆慶义義贵貴刚剛东東学學卫衛晓曉静靜娅婭泽澤轩軒诺諾' +
  '鹏鵬杰傑郁鬱莲蓮贞貞珑瓏';

export const TRADITIONAL: ReadonlyMap<string, string> = new Map(
  Array.from({ length: FORMS.length / 2 }, (_, i) => [FORMS.charAt(2 * i), FORMS.charAt(2 * i + 1)] as const).filter(
    ([simplified, traditional]) => simplified !== traditional,
  ),
);

/** Other ways in which people write and say an English given name. */
export const SHORT_FORMS: Readonly<Record<string, readonly string[]>> = {
  James: ['Jim', 'Jamie'],
  Robert: ['Bob', 'Rob'],
  John: ['Jon', 'Johnny'],
  William: ['Bill', 'Will'],
  Richard: ['Dick', 'Rick'],
  David: ['Dave'],
  Charles: ['Charlie'],
  Thomas: ['Tom', 'Tomas'],
  Michael: ['Mike', 'Micheal'],
  Christopher: ['Chris', 'Kristopher'],
  Steven: ['Stephen', 'Steve'],
  Stephen: ['Steven', 'Steve'],
  Jeffrey: ['Geoffrey', 'Jeff'],
  Matthew: ['Mathew', 'Matt'],
  Gregory: ['Greg'],
  Sean: ['Shaun'],
  Andrew: ['Andy'],
  Joshua: ['Josh'],
  Daniel: ['Dan'],
  Alexander: ['Alex'],
  Benjamin: ['Ben'],
  Mohammed: ['Muhammad', 'Mohamed'],
  Margaret: ['Maggie', 'Peggy'],
  Patricia: ['Pat'],
  Barbara: ['Babs'],
  Jennifer: ['Jenny', 'Jenifer'],
  Catherine: ['Katherine', 'Cathy'],
  Katherine: ['Catherine', 'Kate'],
  Elizabeth: ['Liz', 'Elisabeth'],
  Sarah: ['Sara'],
  Nicole: ['Nichole'],
  Rachel: ['Rachael'],
  Sophia: ['Sofia'],
  Isabella: ['Isabela', 'Bella'],
  Abigail: ['Abby', 'Abigale'],
  Hannah: ['Hanna'],
  Zoë: ['Zoe'],
  José: ['Jose'],
  Claire: ['Clare'],
};
