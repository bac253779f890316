/** Chemistry of serum and plasma, and hormones. One a line: LOINC code, Chinese, English, units (UCUM) or `words`, other words. */
export const chemistryTests = `
14771-0|空腹血糖|Glucose, fasting|mmol/L|FPG; 血糖
14749-6|随机血糖|Glucose, random|mmol/L|血糖
14743-9|指尖血糖|Glucose, fingerprick|mmol/L|毛细血管血糖
14760-3|餐后2小时指尖血糖|Glucose, fingerprick, 2 hours after a meal|mmol/L|餐后血糖
14995-5|口服葡萄糖后2小时血糖|Glucose, 2 hours after 75 g|mmol/L|OGTT; 糖耐量
4548-4|糖化血红蛋白|Haemoglobin A1c|%|HbA1c
59261-8|糖化血红蛋白（IFCC）|Haemoglobin A1c (IFCC)|mmol/mol|HbA1c
14647-2|总胆固醇|Cholesterol, total|mmol/L|TC
14927-8|甘油三酯|Triglycerides|mmol/L|TG
14646-4|高密度脂蛋白胆固醇|HDL cholesterol|mmol/L|HDL-C
39469-2|低密度脂蛋白胆固醇（计算）|LDL cholesterol, calculated|mmol/L|LDL-C
1742-6|丙氨酸氨基转移酶|Alanine aminotransferase|U/L|ALT; 谷丙转氨酶
1920-8|天门冬氨酸氨基转移酶|Aspartate aminotransferase|U/L|AST; 谷草转氨酶
6768-6|碱性磷酸酶|Alkaline phosphatase|U/L|ALP
2324-2|γ-谷氨酰转移酶|Gamma-glutamyl transferase|U/L|GGT
14631-6|总胆红素|Bilirubin, total|umol/L|TBIL
14629-0|直接胆红素|Bilirubin, direct|umol/L|DBIL
2885-2|总蛋白|Protein, total|g/L g/dL|TP
1751-7|白蛋白|Albumin|g/L g/dL|ALB
22664-7|尿素|Urea|mmol/L|
14682-9|肌酐|Creatinine|umol/L mmol/L|Cr
14933-6|尿酸|Uric acid|umol/L mmol/L|UA
98979-8|估算肾小球滤过率|Estimated glomerular filtration rate|mL/min/{1.73_m2}|eGFR
33863-2|胱抑素C|Cystatin C|mg/L|
2951-2|钠|Sodium|mmol/L|Na
2823-3|钾|Potassium|mmol/L|K
2075-0|氯|Chloride|mmol/L|Cl
2028-9|二氧化碳总量|Carbon dioxide, total|mmol/L|CO2; 碳酸氢盐
2000-8|总钙|Calcium, total|mmol/L|Ca
14879-1|无机磷|Phosphate|mmol/L|P
2601-3|镁|Magnesium|mmol/L|Mg
1798-8|淀粉酶|Amylase|U/L|AMY
3040-3|脂肪酶|Lipase|U/L|LPS
2532-0|乳酸脱氢酶|Lactate dehydrogenase|U/L|LDH
2157-6|肌酸激酶|Creatine kinase|U/L|CK
13969-1|肌酸激酶同工酶MB|Creatine kinase MB|ng/mL ug/L|CK-MB
10839-9|肌钙蛋白I|Troponin I|ng/mL ug/L ng/L|cTnI
30934-4|B型利钠肽|Natriuretic peptide B|pg/mL ng/L|BNP
33762-6|N端B型利钠肽原|Natriuretic peptide B, N-terminal pro|pg/mL ng/L|NT-proBNP
1988-5|C反应蛋白|C-reactive protein|mg/L|CRP
30522-7|超敏C反应蛋白|C-reactive protein, high sensitivity|mg/L|hs-CRP
33959-8|降钙素原|Procalcitonin|ng/mL ug/L|PCT
3016-3|促甲状腺激素|Thyroid-stimulating hormone|m[IU]/L u[IU]/mL|TSH
14920-3|游离甲状腺素|Free thyroxine|pmol/L|FT4
14928-6|游离三碘甲状腺原氨酸|Free triiodothyronine|pmol/L|FT3
62292-8|25-羟维生素D|Vitamin D, 25-hydroxy|ng/mL ug/L|
2857-1|前列腺特异性抗原|Prostate-specific antigen|ng/mL ug/L|PSA
1834-1|甲胎蛋白|Alpha-fetoprotein|ng/mL ug/L|AFP
2039-6|癌胚抗原|Carcinoembryonic antigen|ng/mL ug/L|CEA
21198-7|β-绒毛膜促性腺激素|Chorionic gonadotropin, beta|[IU]/L m[IU]/mL|β-hCG; 血HCG
11572-5|类风湿因子|Rheumatoid factor|[IU]/mL k[IU]/L|RF
5370-2|抗链球菌溶血素O|Antistreptolysin O|[IU]/mL k[IU]/L|ASO
19113-0|总IgE|Immunoglobulin E, total|k[IU]/L [IU]/mL|
5671-3|血铅|Lead in blood|ug/L ug/dL|
`;

/** Panels: LOINC code, Chinese, English, other words for it, the tests that are in it. */
export const chemistryPanels = `
24331-1|血脂四项|Lipid panel|血脂|14647-2 14927-8 14646-4 39469-2
24325-3|肝功能|Liver function|LFT|1742-6 1920-8 6768-6 2324-2 14631-6 14629-0 2885-2 1751-7
24362-6|肾功能|Kidney function|RFT|22664-7 14682-9 14933-6
24326-1|电解质|Electrolytes||2951-2 2823-3 2075-0 2028-9
24348-5|甲状腺功能|Thyroid function|甲功; TFT|3016-3 14920-3 14928-6
`;
