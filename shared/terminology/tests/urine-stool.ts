/** Urine and stool. One a line: LOINC code, Chinese, English, units (UCUM) or `words`, other words for it. */
export const urineAndStoolTests = `
2756-5|尿pH|Urine pH|[pH]|
2965-2|尿比重|Urine specific gravity|1|SG
2887-8|尿蛋白定性|Urine protein|words|
2349-9|尿糖定性|Urine glucose|words|
2514-8|尿酮体|Urine ketones|words|
1977-8|尿胆红素|Urine bilirubin|words|
5818-0|尿胆原|Urine urobilinogen|words|
5802-4|尿亚硝酸盐|Urine nitrite|words|
33051-4|尿红细胞定性|Urine red cells|words|尿隐血
33052-2|尿白细胞定性|Urine white cells|words|
30391-7|尿红细胞计数|Urine red cell count|/uL|
30405-5|尿白细胞计数|Urine white cell count|/uL|
14957-5|尿微量白蛋白|Urine albumin|mg/L|
9318-7|尿白蛋白肌酐比|Urine albumin to creatinine ratio|mg/g|UACR; ACR
2106-3|尿妊娠试验|Pregnancy test in urine|words|尿HCG
630-4|尿培养|Urine culture|words|
2335-8|大便隐血|Faecal occult blood|words|FOB; 粪便隐血
10704-5|大便虫卵和寄生虫|Ova and parasites in stool|words|
17780-8|大便幽门螺杆菌抗原|Helicobacter pylori antigen in stool|words|
`;

/** Panels: LOINC code, Chinese, English, other words for it, the tests that are in it. */
export const urinePanels = `
24357-6|尿常规|Urinalysis by dipstick|尿液分析|2965-2 2756-5 2887-8 2349-9 2514-8 1977-8 5818-0 5802-4 33051-4 33052-2
`;
