/** Childhood vaccines: CVX code (CDC, public domain), and the months of age of the doses as they are given in China's programme. */
import type { Words } from '../types.ts';

export interface Vaccine {
  readonly cvx: string;
  readonly words: Words;
  readonly months: readonly number[];
}

export const CHILD_VACCINES: readonly Vaccine[] = [
  { cvx: '19', words: ['卡介苗', 'BCG'], months: [0] },
  { cvx: '08', words: ['乙肝疫苗', 'Hepatitis B'], months: [0, 1, 6] },
  { cvx: '10', words: ['脊灰灭活疫苗', 'Polio, inactivated'], months: [2, 3, 4] },
  { cvx: '20', words: ['百白破疫苗', 'DTaP'], months: [3, 4, 5, 18] },
  { cvx: '03', words: ['麻腮风疫苗', 'MMR'], months: [8, 18] },
  { cvx: '129', words: ['乙脑疫苗', 'Japanese encephalitis'], months: [8, 24] },
  { cvx: '83', words: ['甲肝疫苗', 'Hepatitis A'], months: [18] },
  { cvx: '21', words: ['水痘疫苗', 'Varicella'], months: [18] },
];

export const INFLUENZA: Omit<Vaccine, 'months'> = { cvx: '141', words: ['流感疫苗', 'Influenza, seasonal'] };
export const PNEUMOCOCCAL: Omit<Vaccine, 'months'> = {
  cvx: '33',
  words: ['23价肺炎球菌多糖疫苗', 'Pneumococcal polysaccharide, 23-valent'],
};
