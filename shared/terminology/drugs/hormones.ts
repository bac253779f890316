/** For diabetes, hormones, contraception, vitamins. One a line: English, Chinese, forms with their usual strengths. */
export const hormones = `
Metformin|二甲双胍|tablet 500 mg, 850 mg; prolonged-release tablet 500 mg
Gliclazide|格列齐特|tablet 80 mg; prolonged-release tablet 30 mg, 60 mg
Glimepiride|格列美脲|tablet 1 mg, 2 mg
Glipizide|格列吡嗪|tablet 5 mg
Acarbose|阿卡波糖|tablet 50 mg, 100 mg
Pioglitazone|吡格列酮|tablet 15 mg, 30 mg
Sitagliptin|西格列汀|tablet 50 mg, 100 mg
Dapagliflozin|达格列净|tablet 5 mg, 10 mg
Empagliflozin|恩格列净|tablet 10 mg, 25 mg
Insulin human, soluble|人胰岛素（短效）|injection 100 IU/mL
Insulin isophane|低精蛋白锌胰岛素|injection 100 IU/mL
Insulin glargine|甘精胰岛素|injection 100 IU/mL
Glucose|葡萄糖|injection 5%, 10%, 50%
Levothyroxine|左甲状腺素|tablet 25 µg, 50 µg, 100 µg
Thiamazole|甲巯咪唑|tablet 5 mg, 10 mg
Propylthiouracil|丙硫氧嘧啶|tablet 50 mg
Prednisone|泼尼松|tablet 5 mg
Prednisolone|泼尼松龙|tablet 5 mg
Dexamethasone|地塞米松|tablet 0.75 mg; injection 5 mg/mL
Hydrocortisone|氢化可的松|powder for injection 100 mg; cream 1%
Methylprednisolone|甲泼尼龙|tablet 4 mg
Levonorgestrel|左炔诺孕酮|tablet 0.75 mg, 1.5 mg
Ethinylestradiol and levonorgestrel|炔雌醇左炔诺孕酮|tablet 30 µg/150 µg
Medroxyprogesterone|甲羟孕酮|tablet 2 mg, 10 mg; injection 150 mg/mL
Progesterone|黄体酮|capsule 100 mg; injection 20 mg/mL
Estradiol|雌二醇|tablet 1 mg
Oxytocin|缩宫素|injection 10 IU/mL
Alendronic acid|阿仑膦酸|tablet 10 mg, 70 mg
Calcium carbonate|碳酸钙|tablet 500 mg, 600 mg
Colecalciferol|维生素D3|capsule 400 IU; drops 400 IU per drop
Retinol|维生素A|capsule 25 000 IU, 200 000 IU
Thiamine|维生素B1|tablet 10 mg, 50 mg
Pyridoxine|维生素B6|tablet 10 mg
Ascorbic acid|维生素C|tablet 100 mg
Zinc sulfate|硫酸锌|tablet 20 mg
Potassium chloride|氯化钾|prolonged-release tablet 500 mg
`;
