/** Vaccines that clinics give: the code of CVX (CDC, public domain), which is a fact, with a short name in our own words. */
import { linesOf } from './words.ts';

/** The coding system of CVX in FHIR R4. */
export const CVX = 'http://hl7.org/fhir/sid/cvx';

const VACCINES = `
01 | 百白破疫苗（全细胞） | DTP, whole-cell
02 | 口服脊灰疫苗 | Polio, oral
03 | 麻腮风疫苗 | MMR
05 | 麻疹疫苗 | Measles
06 | 风疹疫苗 | Rubella
07 | 腮腺炎疫苗 | Mumps
08 | 乙肝疫苗 | Hepatitis B
09 | 白破疫苗（成人） | Td, adult
10 | 脊灰灭活疫苗 | Polio, inactivated
17 | b型流感嗜血杆菌疫苗 | Hib
18 | 狂犬病疫苗 | Rabies
19 | 卡介苗 | BCG
20 | 百白破疫苗 | DTaP
21 | 水痘疫苗 | Varicella
25 | 口服伤寒疫苗 | Typhoid, oral
33 | 23价肺炎球菌多糖疫苗 | Pneumococcal polysaccharide, 23-valent
37 | 黄热病疫苗 | Yellow fever
39 | 乙脑疫苗（皮下） | Japanese encephalitis, subcutaneous
43 | 乙肝疫苗（成人） | Hepatitis B, adult
45 | 乙肝疫苗（未分型） | Hepatitis B, unspecified
48 | b型流感嗜血杆菌疫苗（PRP-T） | Hib, PRP-T
49 | b型流感嗜血杆菌疫苗（PRP-OMP） | Hib, PRP-OMP
52 | 甲肝疫苗（成人） | Hepatitis A, adult
62 | 四价HPV疫苗 | HPV, 4-valent
83 | 甲肝疫苗 | Hepatitis A
85 | 甲肝疫苗（未分型） | Hepatitis A, unspecified
88 | 流感疫苗（未分型） | Influenza, unspecified
94 | 麻腮风水痘疫苗 | MMRV
100 | 7价肺炎球菌结合疫苗 | Pneumococcal conjugate, 7-valent
101 | 伤寒Vi多糖疫苗 | Typhoid, Vi polysaccharide
110 | 百白破-乙肝-脊灰联合疫苗 | DTaP-HepB-IPV
113 | 白破疫苗（成人，不含防腐剂） | Td, adult, preservative-free
114 | A、C、Y、W135群脑膜炎球菌结合疫苗 | Meningococcal conjugate, ACWY
115 | 百白破疫苗（青少年及成人） | Tdap
116 | 五价轮状病毒疫苗 | Rotavirus, 5-valent
118 | 二价HPV疫苗 | HPV, 2-valent
119 | 单价轮状病毒疫苗 | Rotavirus, 1-valent
120 | 百白破-脊灰-Hib五联疫苗 | DTaP-IPV-Hib
121 | 带状疱疹减毒活疫苗 | Zoster, live
122 | 轮状病毒疫苗（未分型） | Rotavirus, unspecified
129 | 乙脑疫苗 | Japanese encephalitis
133 | 13价肺炎球菌结合疫苗 | Pneumococcal conjugate, 13-valent
134 | 乙脑疫苗（肌内） | Japanese encephalitis, intramuscular
140 | 流感疫苗（三价，不含防腐剂） | Influenza, seasonal, preservative-free
141 | 流感疫苗 | Influenza, seasonal
150 | 四价流感疫苗 | Influenza, 4-valent
152 | 肺炎球菌结合疫苗（未分型） | Pneumococcal conjugate, unspecified
165 | 九价HPV疫苗 | HPV, 9-valent
187 | 重组带状疱疹疫苗 | Zoster, recombinant
510 | 新冠灭活疫苗（国药） | COVID-19, inactivated (BIBP)
511 | 新冠灭活疫苗（科兴） | COVID-19, inactivated (CoronaVac)
`;

export interface ListedVaccine {
  /** CVX, two or three digits. */
  readonly code: string;
  readonly zh: string;
  readonly en: string;
}

const vaccines: ReadonlyMap<string, ListedVaccine> = new Map(
  linesOf(VACCINES).map(([code = '', zh = '', en = '']) => [code, { code, zh, en }]),
);

/** The list in the order of its codes. */
export function listedVaccines(): ListedVaccine[] {
  return [...vaccines.values()];
}

/** A vaccine by its CVX code. */
export function listedVaccine(code: string): ListedVaccine | undefined {
  return vaccines.get(code);
}
