/**
 * What is an antibiotic, by our own list of medicines, by names, and by codes of ATC that records have (we ship none). The substances are
 * those of WHO's AWaRe classification (https://www.who.int/publications/i/item/WHO-MHP-HPS-EML-2023.04) but for those against tuberculosis, by
 * whatever way they are given: how WHO's indicator leaves it to who counts. Nitroimidazoles are among them, as in ATC (P01AB, J01XD).
 */
import { DRUGS } from '../../../../shared/terminology/drugs.ts';
import { substancesOf, type Told } from '../../records/prescribing/substances.ts';

/** Groups of our list whose medicines act on bacteria, and medicines that stand in none of them. */
const GROUPS = new Set([
  'penicillins',
  'cephalosporins',
  'beta-lactams',
  'macrolides',
  'lincosamides',
  'tetracyclines',
  'quinolones',
  'aminoglycosides',
  'nitroimidazoles',
]);
const SUBSTANCES = new Set([
  'nitrofurantoin',
  'fosfomycin-trometamol',
  'fosfomycin',
  'sulfamethoxazole',
  'trimethoprim',
  'silver-sulfadiazine',
]);

/** Of ATC: antibacterials for systemic use, nitroimidazoles, antibiotics for the bowel, on the skin and in the eye; no antifungals. */
const ATC = /^(?:J01|P01AB|A07AA(?!0[237])|D06A|D06BA|S01A[ABE])/;

/** Antibacterial substances that our list lacks, as names begin, end or hold them; in Latin letters, then in Chinese. */
const LATIN = [
  'aztreonam|biapenem|carumonam|dalbavancin|daptomycin|faropenem|flomoxef|latamoxef|mecillinam|meropenem|ertapenem|imipenem|doripenem|panipenem',
  'oritavancin|teicoplanin|telavancin|vancomycin|norvancomycin|linezolid|tedizolid|contezolid|tebipenem|sulopenem|loracarbef|sulbactam',
  'ch?loramphenicol|thiamphenicol|colisti(?:n|methate)|polymyxin|bacitracin|gramicidin|tyrothricin|fosfomycin|fusid(?:ic|ate)|mupirocin|retapamulin|lefamulin',
  'neomycin|framycetin|paromomycin|spectinomycin|kanamycin|amikacin|arbekacin|bekanamycin|dibekacin|etimicin|isepamicin|micronomicin|netilmicin|plazomicin|ribostamycin|sisomicin|streptomycin|tobramycin',
  'acetylspiramycin|spiramycin|josamycin|kitasamycin|leucomycin|midecamycin|miocamycin|rokitamycin|oleandomycin|telithromycin|solithromycin|fidaxomicin|pristinamycin|quinupristin|dalfopristin',
  'ch?lortetracycline|demeclocycline|oxytetracycline|eravacycline|omadacycline|sarecycline|tigecycline',
  'cinoxacin|flumequine|nalidixic|nemonoxacin|oxolinic|pipemidic|piromidic|rosoxacin|delafloxacin',
  'furazidin|furazolidone|nifuroxazide|nifurtoinol|nitrofura(?:ntoin|zone)|rifaximin|taurolidine|methenamine|clofoctol|iclaprim|brodimoprim',
  'sul(?:f|ph)a(?:cetamide|di(?:azine|methoxine|midine|mine)|furazole|guanidine|isodimidine|lene|mazone|merazine|meth(?:azine|izole|oxypyridazine)|meto(?:midine|xydiazine)|metrole|moxole|nilamide|perin|phenazole|pyridine|thiazole|thiourea)',
  'antibiotic',
];
const CHINESE = [
  '氨曲南|卡芦莫南|替考拉宁|万古霉素|达托霉素|达巴万星|奥利万星|利奈唑胺|特地唑胺|康替唑胺|培南|头霉素|舒巴坦|拉氧头孢|氟氧头孢|美西林',
  '氯霉素|甲砜霉素|黏菌素|粘菌素|多黏菌素|多粘菌素|杆菌肽|短杆菌肽|磷霉素|夫西地酸|莫匹罗星|瑞他莫林',
  '新霉素|巴龙霉素|大观霉素|壮观霉素|卡那霉素|阿米卡星|依替米星|异帕米星|奈替米星|核糖霉素|西索米星|小诺霉素|链霉素|妥布霉素|庆大霉素',
  '螺旋霉素|交沙霉素|吉他霉素|柱晶白霉素|麦迪霉素|麦白霉素|罗他霉素|泰利霉素|非达霉素|普那霉素|奎奴普丁',
  '金霉素|土霉素|地美环素|替加环素|依拉环素|奥马环素|美他环素',
  '萘啶酸|吡哌酸|奈诺沙星|呋喃唑酮|痢特灵|呋喃西林|呋喃妥因|呋喃他啶|硝呋太尔|利福昔明|乌洛托品',
  '磺胺|抗生素|抗菌药',
];
const NAMES = new RegExp([...LATIN, ...CHINESE].join('|'), 'i');

/** Names that hold such a word and mean something else: a test on the skin, that none is given, and what only sounds alike. */
const NOT =
  /(?:皮试|皮肤试验|皮肤过敏试验)(?:液|剂|针|用)?\s*$|\bskin[ -]?test(?:s|ing)?\s*$|\b(?:no|non|not|without|stop) ?-?antibiotics?\b|(?:不用|不需|无需|未用|停用|停|非|无)(?:任何)?抗(?:生素|菌药)|\bantibiotic allergy\b|sul(?:f|ph)asalazine|柳氮磺胺吡啶|柳氮磺吡啶|柔红霉素/i;

/** Names come again and again; to read one takes half a millisecond. */
const MOST_KNOWN = 5000;
const known = new Map<string, boolean>();

/** Whether a medicine is one, or has one in it. */
export function isAntibiotic({ texts, codes }: Told): boolean {
  const key = JSON.stringify([texts, codes]);
  const before = known.get(key);
  if (before !== undefined) return before;
  const named = texts.filter((text) => !NOT.test(text));
  const { groups, ingredients, atc } = substancesOf({ texts: named, codes });
  const is =
    [...groups].some((one) => GROUPS.has(one)) ||
    [...ingredients].some((one) => SUBSTANCES.has(one)) ||
    atc.some((one) => ATC.test(one)) ||
    named.some((text) => NAMES.test(text));
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(key, is);
  return is;
}

/** Whether there is anything of it that could be read: words, or a code of our own list or of ATC. */
export function isReadable({ texts, codes }: Told): boolean {
  return (
    texts.length > 0 ||
    codes.some(({ system }) => system === DRUGS) ||
    substancesOf({ texts: [], codes }).atc.length > 0
  );
}
