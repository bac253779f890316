/**
 * What words say of a disease: that somebody has it, that it is suspected, or that it is not theirs. Words that deny it, suspect it or mean
 * another disease count only where they stand right beside its name, for "hypertension, no complications" denies no hypertension.
 */

/** Texts are judged as `plain` writes them. */
export interface Disease {
  /** Its names; with the flag g. */
  readonly names: RegExp;
  /** What makes another disease of it, or something before it, right before its name and right behind it. */
  readonly otherBefore: RegExp;
  readonly otherBehind: RegExp;
}

export type Said = 'has' | 'suspected' | 'not';

/** What a text says of a disease; undefined where it does not name it. */
export function saidOf(text: string, { names, otherBefore, otherBehind }: Disease): Said | undefined {
  const written = plain(text);
  const said = [...written.matchAll(names)].map(({ index, 0: name }): Said => {
    const before = (
      written
        .slice(Math.max(0, index - BESIDE), index)
        .split(SENTENCE)
        .at(-1) ?? ''
    ).trimStart();
    const behind = written.slice(index + name.length, index + name.length + BESIDE);
    if (otherBefore.test(before) || otherBehind.test(behind)) return 'not';
    if (SUSPECTED_BEFORE.test(before) || SUSPECTED_BEHIND.test(behind)) return 'suspected';
    return NOT_BEFORE.some((one) => one.test(before)) || NOT_BEHIND.some((one) => one.test(behind)) ? 'not' : 'has';
  });
  if (said.length === 0) return undefined;
  return said.includes('has') ? 'has' : said.includes('suspected') ? 'suspected' : 'not';
}

/** Full-width signs and Roman numerals as plain ones, in small letters. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** So many letters on either side of a name are looked at. */
const BESIDE = 120;
const SENTENCE = /[。;\n]|\.\s/;
/** The end of what is said, behind a word of judgement. */
const END = '(?=\\s*(?:$|[),;。.]))';

/** What may stand between a word of judgement and the name of a disease. */
const ZH_BETWEEN = '(?:明显|明确|既往|有|患|过|确诊|慢性|原发性|[12]型|ii?型|[一二]型|的|存在|合并)*\\s*';
const EN_BETWEEN =
  '(?:(?:any|known|an?|the|current|prior|past|previous|personal|established|documented|significant|diagnosis of|diagnosed|history of|hx of|h/o|evidence of|signs? of|essential|primary|chronic|systemic|arterial|type|[12]|ii?|longer)[\\s-]+)*';
/**
 * Other diseases of an enumeration that a word of judgement is said of. No part of it can be read in two ways: texts come from anywhere, and whoever
 * tries all ways of reading one is not done with it for hours.
 */
const ZH_MORE =
  '(?:[^,。;、以和及或与]{0,8}(?:病|症|史|炎|压|癌|瘤|喘|血脂|风|梗|塞|核|衰|过敏|外伤|手术|输血)(?:、|和|以?及|或|与))*';
const EN_WORD = "(?!(?:or|nor|and)(?![a-z]))[a-z'-]+(?![a-z'-])";
const EN_ITEM = `${EN_WORD}(?: ${EN_WORD}){0,4}`;
const EN_OR = `(?:${EN_ITEM}(?:,? (?:or|nor|and) |/))*`;
const EN_MORE = `(?:${EN_ITEM}(?:,? (?:or|nor|and) |, |/))*`;

const ZH_RELATIVES =
  '(?:父|母|父亲|母亲|父母|父母亲|双亲|祖父|祖母|爷爷|奶奶|外公|外婆|姥姥|姥爷|兄|弟|弟弟|哥哥|姐姐|妹妹|兄弟|姐妹|兄弟姐妹|子女|儿子|女儿|丈夫|妻子|配偶|家人|家属|亲属|亲戚|家族)';
const EN_RELATIVES =
  '(?:father|mother|dad|mom|mum|parents?|brothers?|sisters?|siblings?|grandmother|grandfather|grandparents?|uncle|aunt|cousin|son|daughter|husband|wife|spouse|relatives?)';

const SUSPECTED_BEFORE = new RegExp(
  `(?:(?:不能?|未|待)(?:完全)?(?:排除?|除外)|疑似?|可疑|怀疑|疑诊|考虑|可能|待查)[:为是]?\\s*${ZH_BETWEEN}$` +
    `|(?<![a-z])(?:suspect(?:ed)?|suspicion (?:of|for)|possibl[ey]|probabl[ey]|likely|presumed|presumptive|provisional|questionable|query|rule[- ]out|r/o|(?:to )?exclude|evaluat(?:e|ion) for|work-?up for|concern for|\\?)[\\s:]*${EN_BETWEEN}$` +
    '|\\?\\s*$',
);
/** Grade and brackets may stand between. */
const GRADE = '(?: mellitus)?(?:病|症)?(?:[1-3一二三]级|i{1,3}级|[1-3一二三]期)?(?:\\([^)?]*\\))?';
const SUSPECTED_BEHIND = new RegExp(
  `^${GRADE}(?:\\s*\\(?\\?|[\\s,(-]*(?:待(?:排除?|查|除外|诊|定|确诊|证实)|可能(?:性大?)?|(?:不能?|未|待)(?:完全)?(?:排除|除外)|疑诊|疑似|可疑|suspected|possible|probable|likely|(?:to be )?rule[d]?[- ]out\\?|rule[- ]out|to be ruled out|r/o|unconfirmed|not confirmed|query)${END})`,
);

const NOT_BEFORE = [
  // denied
  new RegExp(
    `(?:无(?!脉|症状|痛|菌)|没有?|未(?:见|发现|诊断|确诊|患|合并|伴)|否认|不是|不伴有?|不考虑|排除|除外)${ZH_BETWEEN}${ZH_MORE}${ZH_BETWEEN}$`,
  ),
  new RegExp(`非${ZH_BETWEEN}$`),
  new RegExp(
    `(?<![a-z])(?:no|not|non|without|w/o|absence of|free of|never had)[\\s:-]*${EN_BETWEEN}${EN_OR}${EN_BETWEEN}$`,
  ),
  new RegExp(
    `(?<![a-z])(?:den(?:ies|ied|ying)|negative for|ruled[- ]out|excluded|no (?:known )?(?:history|hx) of)[\\s:-]*${EN_BETWEEN}${EN_MORE}${EN_BETWEEN}$`,
  ),
  // of the family
  new RegExp(
    `${ZH_RELATIVES}(?:成员|中|里|史)*(?:均|都|也|曾)*(?:有|患|死于|因|确诊|得过?)*[:\\s]*${ZH_BETWEEN}${ZH_MORE}${ZH_BETWEEN}$`,
  ),
  new RegExp(
    `(?<![a-z])(?:family(?: history| hx)?(?: of| for|:)?|fhx?(?: of|:)?|${EN_RELATIVES}(?:'s)?(?: (?:has|have|had|with|died of|died from|diagnosed with))?:?)\\s+${EN_BETWEEN}${EN_MORE}${EN_BETWEEN}$`,
  ),
  // looked for, or feared
  new RegExp(`(?:筛查|筛检|普查|预防)${ZH_BETWEEN}$`),
  new RegExp(
    `(?<![a-z])(?:(?:at )?(?:high |increased )?risk (?:of|for)|risk factors? (?:of|for)|screen(?:ing|ed)?(?: test)?(?: for)?|prevention of|predisposition to)[\\s:]+${EN_BETWEEN}$`,
  ),
];
const NOT_BEHIND = [
  // denied
  new RegExp(`^病?(?:史[:\\s]*|:\\s*|\\s*\\()(?:无|否认?|没有|阴性|-)${END}`),
  new RegExp(`^病?\\s*(?:已|可)?(?:排除|除外)${END}`),
  new RegExp(`^(?: mellitus)?[\\s,(:-]*(?:ruled[- ]out|excluded|denied|absent|negative|not present)${END}`),
  new RegExp(`^(?: mellitus)?\\s*[:(-]\\s*(?:no|none|neg|-)${END}`),
  // of the family
  new RegExp(`^病?(?:家族|遗传)|^病?\\s*\\(${ZH_RELATIVES}`),
  new RegExp(`^(?: mellitus)?[\\s,(-]*(?:in |of )?(?:the |his |her )?(?:family(?: history)?|${EN_RELATIVES})${END}`),
  // looked for, or feared: right behind it, for a high risk of something else is said behind a comma or in brackets
  /^病?(?:的)?(?:前期|前状态|风险|高危人群|危险因素|易感|倾向|筛查|筛检|普查|预防)/,
  /^(?: mellitus)?\s+(?:risk|screen(?:ing)?|prevention|predisposition)\b/,
];

/** Pregnancy right before or behind: that is another disease by every classification. Before it (pregestational) is none. */
const ZH_PREGNANT = `(?:妊娠|孕)(?:期|妇|产妇|早期|中期|晚期|\\d+周)*(?:合并|并发|伴有?|性|相关性?|诱发|引起)*${ZH_BETWEEN}$`;
const EN_PREGNANT = '(?:gestational|maternal|pregnan[a-z]*(?:[- ](?:induced|related|associated|aggravated))?)';
const EN_OF_PREGNANCY =
  '(?: mellitus)?(?: (?:disorders?|diseases?))?[\\s,(]*(?:(?:complicating|in|during|of|arising in|induced by)\\s+(?:the )?(?:pregnancy|childbirth|puerperium)|(?:pregnancy[- ](?:induced|related)|gestational))';
const EN_ELSEWHERE =
  '(?:pulmonary|portal(?: vein| venous)?|hepatic|ocular|intra-?ocular|intra-?cranial|intra-?abdominal|abdominal|venous|white[- ]?coat)';

export const HYPERTENSION: Disease = {
  names: /高血[压壓]|(?<![a-z])(?:hypertensi(?:on|ve)|high blood pressure|htn)(?![a-z])/g,
  otherBefore: new RegExp(
    `(?:肺(?:动脉|静脉)?|门静?脉|颅内?|眼内?|腹内|静脉|白大[衣褂]|假性|临界)性?${ZH_BETWEEN}$|${ZH_PREGNANT}` +
      `|(?<![a-z])(?:${EN_ELSEWHERE}|${EN_PREGNANT}|borderline|pre|pseudo)[\\s-]+${EN_BETWEEN}$`,
  ),
  otherBehind: new RegExp(`^(?:${EN_OF_PREGNANCY}|\\s*,\\s*${EN_ELSEWHERE}(?: arterial)?${END})`),
};

export const DIABETES: Disease = {
  names: /糖尿病|(?<![a-z])(?:diabet(?:es|ic)|t[12]dm|dm ?[12]|type (?:[12]|ii?) dm|n?iddm)(?![a-z])/g,
  otherBefore: new RegExp(
    `临界性?${ZH_BETWEEN}$|${ZH_PREGNANT}|(?<![a-z])(?:${EN_PREGNANT}|borderline|pre)[\\s-]+${EN_BETWEEN}$`,
  ),
  otherBehind: new RegExp(`^(?:${EN_OF_PREGNANCY}|\\s+insipidus)`),
};
