/** For stomach and bowel. One a line: English, Chinese, forms with their usual strengths. */
export const digestion = `
Omeprazole|奥美拉唑|capsule 20 mg
Esomeprazole|艾司奥美拉唑|tablet 20 mg, 40 mg
Lansoprazole|兰索拉唑|capsule 15 mg, 30 mg
Pantoprazole|泮托拉唑|tablet 40 mg
Rabeprazole|雷贝拉唑|tablet 10 mg, 20 mg
Famotidine|法莫替丁|tablet 20 mg
Aluminium hydroxide and magnesium hydroxide|氢氧化铝镁|suspension 200 mg/200 mg per 5 mL
Sucralfate|硫糖铝|tablet 250 mg, 1 g
Bismuth potassium citrate|枸橼酸铋钾|capsule 300 mg
Domperidone|多潘立酮|tablet 10 mg
Metoclopramide|甲氧氯普胺|tablet 5 mg; injection 10 mg/mL
Ondansetron|昂丹司琼|tablet 4 mg, 8 mg
Mosapride|莫沙必利|tablet 5 mg
Hyoscine butylbromide|丁溴东莨菪碱|tablet 10 mg; injection 20 mg/mL
Loperamide|洛哌丁胺|capsule 2 mg
Smectite|蒙脱石|sachet 3 g
Oral rehydration salts|口服补液盐|sachet 5.125 g, 20.5 g
Lactulose|乳果糖|oral solution 10 g/15 mL
Macrogol|聚乙二醇|sachet 10 g
Bisacodyl|比沙可啶|enteric-coated tablet 5 mg
Glycerol|甘油|suppository 1.5 g, 2 g
Mesalazine|美沙拉秦|enteric-coated tablet 250 mg, 500 mg
Ursodeoxycholic acid|熊去氧胆酸|capsule 250 mg
`;
