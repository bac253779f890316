/** Blood cells, clotting and groups. One a line: LOINC code, Chinese, English, units (UCUM) or `words`, other words for it. */
export const bloodTests = `
6690-2|白细胞计数|White blood cells|10*9/L|WBC; 白细胞
789-8|红细胞计数|Red blood cells|10*12/L|RBC; 红细胞
718-7|血红蛋白|Haemoglobin|g/L g/dL|Hb; HGB
4544-3|红细胞压积|Haematocrit|% L/L|HCT; PCV
787-2|平均红细胞体积|Mean corpuscular volume|fL|MCV
785-6|平均红细胞血红蛋白量|Mean corpuscular haemoglobin|pg|MCH
786-4|平均红细胞血红蛋白浓度|Mean corpuscular haemoglobin concentration|g/L g/dL|MCHC
777-3|血小板计数|Platelets|10*9/L|PLT; 血小板
751-8|中性粒细胞计数|Neutrophils|10*9/L|NEUT
731-0|淋巴细胞计数|Lymphocytes|10*9/L|LYMPH
742-7|单核细胞计数|Monocytes|10*9/L|MONO
711-2|嗜酸性粒细胞计数|Eosinophils|10*9/L|EOS
704-7|嗜碱性粒细胞计数|Basophils|10*9/L|BASO
17849-1|网织红细胞比例|Reticulocytes|%|RET
30341-2|红细胞沉降率|Erythrocyte sedimentation rate|mm/h|ESR; 血沉
6301-6|国际标准化比值|International normalised ratio|1 {INR}|INR
5902-2|凝血酶原时间|Prothrombin time|s|PT
14979-9|活化部分凝血活酶时间|Activated partial thromboplastin time|s|APTT
3255-7|纤维蛋白原|Fibrinogen|g/L mg/dL|FIB
48065-7|D-二聚体|D-dimer|mg/L ug/L ng/mL|
883-9|ABO血型|ABO blood group|words|血型
10331-7|Rh血型|Rh blood group|words|RhD
2276-4|铁蛋白|Ferritin|ug/L ng/mL|
14798-3|血清铁|Iron in serum|umol/L|Fe
14800-7|总铁结合力|Total iron binding capacity|umol/L|TIBC
14685-2|维生素B12|Vitamin B12|pmol/L|钴胺素
14732-2|叶酸|Folate|nmol/L|
`;

/** Panels: LOINC code, Chinese, English, other words for it, the tests that are in it. */
export const bloodPanels = `
58410-2|血常规|Full blood count|CBC; FBC; 血细胞分析|6690-2 789-8 718-7 4544-3 787-2 785-6 786-4 777-3 751-8 731-0 742-7 711-2 704-7
`;
