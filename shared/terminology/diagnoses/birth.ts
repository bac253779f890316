/** Pregnancy, newborns, inborn conditions (O, P, Q). One a line: ICD-10 code, Chinese, English, other words for it. */
export const birth = `
O00.9|异位妊娠|Ectopic pregnancy
O02.1|稽留流产|Missed abortion
O13|妊娠期高血压|Gestational hypertension
O14.9|子痫前期|Pre-eclampsia
O20.0|先兆流产|Threatened abortion
O21.0|轻度妊娠剧吐|Mild hyperemesis gravidarum
O23.4|妊娠期尿路感染|Urinary tract infection in pregnancy
O24.4|妊娠期糖尿病|Gestational diabetes
O47.9|假临产|False labour
O80|单胎顺产|Normal delivery of one child
O91.2|产褥期乳腺炎|Mastitis after childbirth
O99.0|妊娠期贫血|Anaemia in pregnancy
P07.3|早产儿|Preterm infant
P39.1|新生儿结膜炎|Neonatal conjunctivitis
P59.9|新生儿黄疸|Neonatal jaundice
P83.1|新生儿毒性红斑|Neonatal toxic erythema
Q21.0|室间隔缺损|Ventricular septal defect
Q21.1|房间隔缺损|Atrial septal defect
Q25.0|动脉导管未闭|Patent ductus arteriosus
Q35.9|腭裂|Cleft palate
Q36.9|唇裂|Cleft lip
Q38.1|舌系带过短|Tongue-tie
Q53.9|隐睾|Undescended testicle
Q65.2|先天性髋关节脱位|Congenital dislocation of hip
Q69.9|多指（趾）|Extra fingers or toes (polydactyly)
Q90.9|唐氏综合征|Down syndrome
`;
