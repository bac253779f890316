/** Infections. One a line: LOINC code, Chinese, English, units (UCUM) or `words`, other words for it. */
export const infectionTests = `
5195-3|乙肝表面抗原|Hepatitis B surface antigen|words|HBsAg
22322-2|乙肝表面抗体|Hepatitis B surface antibody|words|HBsAb; 抗-HBs
16935-9|乙肝表面抗体定量|Hepatitis B surface antibody, quantity|[IU]/L m[IU]/mL|
13954-3|乙肝e抗原|Hepatitis B e antigen|words|HBeAg
13953-5|乙肝e抗体|Hepatitis B e antibody|words|HBeAb
13952-7|乙肝核心抗体|Hepatitis B core antibody|words|HBcAb
16128-1|丙肝抗体|Hepatitis C antibody|words|抗-HCV
56888-1|HIV抗原抗体|HIV antigen and antibody|words|艾滋病
7918-6|HIV抗体|HIV antibody|words|艾滋病
22587-0|梅毒螺旋体抗体|Treponema pallidum antibody|words|TPPA; 梅毒
20507-0|梅毒RPR试验|Syphilis RPR|words|梅毒
29891-9|幽门螺杆菌呼气试验|Helicobacter pylori breath test|words|C13; C14
70569-9|疟原虫抗原快速检测|Malaria rapid test|words|
32700-7|疟原虫镜检|Malaria smear|words|
75377-2|登革热NS1抗原|Dengue NS1 antigen|words|
11545-1|抗酸杆菌涂片|Acid-fast bacilli smear|words|痰涂片; TB
78012-2|A族链球菌抗原|Group A streptococcus antigen|words|
80382-5|甲型流感病毒抗原|Influenza A antigen|words|甲流
80383-3|乙型流感病毒抗原|Influenza B antigen|words|乙流
94558-4|新型冠状病毒抗原|SARS-CoV-2 antigen|words|新冠; COVID-19
94500-6|新型冠状病毒核酸|SARS-CoV-2 RNA|words|新冠; COVID-19
600-7|血培养|Blood culture|words|
`;
