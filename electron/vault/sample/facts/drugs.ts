/**
 * Medicines by their international non-proprietary name (WHO INN: names are facts) and their usual Chinese name, with
 * a usual adult regimen. There is no drug code in here: the codes that exist are either licensed or of one country, so the code is
 * our own word under `DRUG_SYSTEM`. Sample data, never a source for prescribing.
 */
import type { Words } from '../types.ts';

export const DRUG_SYSTEM = 'urn:xinglin:sample:medicine';

export interface Drug {
  readonly words: Words;
  readonly strength: string;
  readonly dose: number;
  /** What one dose is counted in. */
  readonly unit: Words;
  readonly perDay: number;
  readonly route: 'oral' | 'inhaled' | 'topical' | 'nasal';
  readonly childToo?: true;
  /** Allergy under which it is not given. */
  readonly family?: 'penicillin' | 'cephalosporin' | 'sulfonamide' | 'aspirin';
}

const TABLET: Words = ['片', 'tablet'];
const CAPSULE: Words = ['粒', 'capsule'];
const ML: Words = ['毫升', 'mL'];
const PUFF: Words = ['吸', 'puff'];
const THIN: Words = ['次', 'application'];
const SACHET: Words = ['袋', 'sachet'];

const drug = (
  words: Words,
  strength: string,
  dose: number,
  unit: Words,
  perDay: number,
  more: Partial<Drug> = {},
): Drug => ({
  words,
  strength,
  dose,
  unit,
  perDay,
  route: 'oral',
  ...more,
});
const CHILD = { childToo: true } as const;

export const DRUGS = {
  amlodipine: drug(['氨氯地平', 'Amlodipine'], '5 mg', 1, TABLET, 1),
  enalapril: drug(['依那普利', 'Enalapril'], '10 mg', 1, TABLET, 1),
  losartan: drug(['氯沙坦', 'Losartan'], '50 mg', 1, TABLET, 1),
  hydrochlorothiazide: drug(['氢氯噻嗪', 'Hydrochlorothiazide'], '25 mg', 0.5, TABLET, 1),
  bisoprolol: drug(['比索洛尔', 'Bisoprolol'], '5 mg', 1, TABLET, 1),
  metformin: drug(['二甲双胍', 'Metformin'], '500 mg', 1, TABLET, 2),
  gliclazide: drug(['格列齐特', 'Gliclazide'], '80 mg', 1, TABLET, 2),
  sitagliptin: drug(['西格列汀', 'Sitagliptin'], '100 mg', 1, TABLET, 1),
  dapagliflozin: drug(['达格列净', 'Dapagliflozin'], '10 mg', 1, TABLET, 1),
  atorvastatin: drug(['阿托伐他汀', 'Atorvastatin'], '20 mg', 1, TABLET, 1),
  rosuvastatin: drug(['瑞舒伐他汀', 'Rosuvastatin'], '10 mg', 1, TABLET, 1),
  ezetimibe: drug(['依折麦布', 'Ezetimibe'], '10 mg', 1, TABLET, 1),
  folicAcid: drug(['叶酸', 'Folic acid'], '0.4 mg', 1, TABLET, 1),
  aspirin: drug(['阿司匹林', 'Aspirin'], '100 mg', 1, TABLET, 1, { family: 'aspirin' }),
  tiotropium: drug(['噻托溴铵', 'Tiotropium'], '18 μg', 1, CAPSULE, 1, { route: 'inhaled' }),
  salbutamol: drug(['沙丁胺醇', 'Salbutamol'], '100 μg', 2, PUFF, 4, { route: 'inhaled', childToo: true }),
  budesonide: drug(['布地奈德', 'Budesonide'], '200 μg', 1, PUFF, 2, { route: 'inhaled', childToo: true }),
  levothyroxine: drug(['左甲状腺素', 'Levothyroxine'], '50 μg', 1, TABLET, 1),
  allopurinol: drug(['别嘌醇', 'Allopurinol'], '100 mg', 1, TABLET, 2),
  tamsulosin: drug(['坦索罗辛', 'Tamsulosin'], '0.2 mg', 1, CAPSULE, 1),
  sertraline: drug(['舍曲林', 'Sertraline'], '50 mg', 1, TABLET, 1),
  calcium: drug(['碳酸钙维生素D', 'Calcium carbonate with vitamin D'], '600 mg', 1, TABLET, 1),
  iron: drug(['琥珀酸亚铁', 'Ferrous succinate'], '100 mg', 1, TABLET, 2),
  paracetamol: drug(['对乙酰氨基酚', 'Paracetamol'], '500 mg', 1, TABLET, 3),
  paracetamolSyrup: drug(['对乙酰氨基酚口服混悬液', 'Paracetamol oral suspension'], '32 mg/mL', 5, ML, 3, CHILD),
  ibuprofen: drug(['布洛芬', 'Ibuprofen'], '200 mg', 1, TABLET, 3, { family: 'aspirin' }),
  amoxicillin: drug(['阿莫西林', 'Amoxicillin'], '500 mg', 1, CAPSULE, 3, { family: 'penicillin' }),
  amoxicillinGranules: drug(['阿莫西林颗粒', 'Amoxicillin granules'], '125 mg', 1, SACHET, 3, {
    childToo: true,
    family: 'penicillin',
  }),
  cefuroxime: drug(['头孢呋辛', 'Cefuroxime'], '250 mg', 1, TABLET, 2, { family: 'cephalosporin' }),
  azithromycin: drug(['阿奇霉素', 'Azithromycin'], '250 mg', 1, TABLET, 1, CHILD),
  oseltamivir: drug(['奥司他韦', 'Oseltamivir'], '75 mg', 1, CAPSULE, 2, CHILD),
  ambroxol: drug(['氨溴索', 'Ambroxol'], '30 mg', 1, TABLET, 3, CHILD),
  cetirizine: drug(['西替利嗪', 'Cetirizine'], '10 mg', 1, TABLET, 1, CHILD),
  mometasone: drug(['糠酸莫米松鼻喷雾剂', 'Mometasone nasal spray'], '50 μg', 2, PUFF, 1, {
    route: 'nasal',
    childToo: true,
  }),
  hydrocortisone: drug(['氢化可的松乳膏', 'Hydrocortisone cream'], '1 %', 1, THIN, 2, {
    route: 'topical',
    childToo: true,
  }),
  clotrimazole: drug(['克霉唑乳膏', 'Clotrimazole cream'], '1 %', 1, THIN, 2, { route: 'topical', childToo: true }),
  mupirocin: drug(['莫匹罗星软膏', 'Mupirocin ointment'], '2 %', 1, THIN, 2, { route: 'topical', childToo: true }),
  omeprazole: drug(['奥美拉唑', 'Omeprazole'], '20 mg', 1, CAPSULE, 1),
  ors: drug(['口服补液盐', 'Oral rehydration salts'], '5.1 g', 1, SACHET, 3, CHILD),
  smectite: drug(['蒙脱石散', 'Diosmectite'], '3 g', 1, SACHET, 3, CHILD),
  lactulose: drug(['乳果糖', 'Lactulose'], '667 mg/mL', 15, ML, 1, CHILD),
  nitrofurantoin: drug(['呋喃妥因', 'Nitrofurantoin'], '100 mg', 1, CAPSULE, 2),
  diclofenac: drug(['双氯芬酸凝胶', 'Diclofenac gel'], '1 %', 1, THIN, 3, { route: 'topical' }),
  betahistine: drug(['倍他司汀', 'Betahistine'], '6 mg', 1, TABLET, 3),
} as const satisfies Record<string, Drug>;

export type DrugName = keyof typeof DRUGS;

/** Allergies: substance, category, weight, and the family of medicines that it rules out. Texts only; SNOMED CT is licensed. */
export const ALLERGENS: readonly {
  words: Words;
  category: 'medication' | 'food' | 'environment';
  weight: number;
  family?: Drug['family'];
}[] = [
  { words: ['青霉素', 'Penicillin'], category: 'medication', weight: 30, family: 'penicillin' },
  { words: ['头孢菌素', 'Cephalosporins'], category: 'medication', weight: 10, family: 'cephalosporin' },
  { words: ['磺胺类', 'Sulfonamides'], category: 'medication', weight: 10, family: 'sulfonamide' },
  { words: ['阿司匹林', 'Aspirin'], category: 'medication', weight: 8, family: 'aspirin' },
  { words: ['花生', 'Peanut'], category: 'food', weight: 6 },
  { words: ['鸡蛋', 'Egg'], category: 'food', weight: 6 },
  { words: ['虾蟹', 'Shellfish'], category: 'food', weight: 12 },
  { words: ['芒果', 'Mango'], category: 'food', weight: 6 },
  { words: ['尘螨', 'House dust mite'], category: 'environment', weight: 12 },
  { words: ['花粉', 'Pollen'], category: 'environment', weight: 8 },
];

export const REACTIONS: readonly Words[] = [
  ['皮疹', 'Rash'],
  ['荨麻疹', 'Urticaria'],
  ['瘙痒', 'Itching'],
  ['面部肿胀', 'Swelling of the face'],
  ['呼吸困难', 'Shortness of breath'],
];
