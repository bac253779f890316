/** For heart, vessels and blood. One a line: English, Chinese, forms with their usual strengths. */
export const heart = `
Amlodipine|氨氯地平|tablet 5 mg, 10 mg
Felodipine|非洛地平|prolonged-release tablet 2.5 mg, 5 mg
Nifedipine|硝苯地平|tablet 10 mg; prolonged-release tablet 30 mg
Captopril|卡托普利|tablet 12.5 mg, 25 mg
Enalapril|依那普利|tablet 5 mg, 10 mg
Lisinopril|赖诺普利|tablet 5 mg, 10 mg
Perindopril|培哚普利|tablet 4 mg, 8 mg
Irbesartan|厄贝沙坦|tablet 75 mg, 150 mg
Losartan|氯沙坦|tablet 50 mg, 100 mg
Telmisartan|替米沙坦|tablet 40 mg, 80 mg
Valsartan|缬沙坦|capsule 80 mg, 160 mg
Atenolol|阿替洛尔|tablet 25 mg, 50 mg
Bisoprolol|比索洛尔|tablet 2.5 mg, 5 mg
Carvedilol|卡维地洛|tablet 6.25 mg, 12.5 mg
Metoprolol|美托洛尔|tablet 25 mg, 50 mg; prolonged-release tablet 47.5 mg
Propranolol|普萘洛尔|tablet 10 mg, 40 mg
Hydrochlorothiazide|氢氯噻嗪|tablet 25 mg
Indapamide|吲达帕胺|tablet 2.5 mg; prolonged-release tablet 1.5 mg
Furosemide|呋塞米|tablet 20 mg, 40 mg; injection 20 mg/2 mL
Spironolactone|螺内酯|tablet 20 mg, 25 mg
Methyldopa|甲基多巴|tablet 250 mg
Glyceryl trinitrate|硝酸甘油|sublingual tablet 0.5 mg
Isosorbide dinitrate|硝酸异山梨酯|tablet 5 mg, 10 mg
Isosorbide mononitrate|单硝酸异山梨酯|tablet 20 mg; prolonged-release tablet 40 mg, 60 mg
Diltiazem|地尔硫䓬|tablet 30 mg
Verapamil|维拉帕米|tablet 40 mg
Amiodarone|胺碘酮|tablet 200 mg
Propafenone|普罗帕酮|tablet 50 mg, 150 mg
Digoxin|地高辛|tablet 0.25 mg
Acetylsalicylic acid|阿司匹林|enteric-coated tablet 100 mg; tablet 300 mg
Clopidogrel|氯吡格雷|tablet 25 mg, 75 mg
Warfarin|华法林|tablet 2.5 mg, 3 mg
Rivaroxaban|利伐沙班|tablet 10 mg, 15 mg, 20 mg
Atorvastatin|阿托伐他汀|tablet 10 mg, 20 mg
Rosuvastatin|瑞舒伐他汀|tablet 5 mg, 10 mg
Simvastatin|辛伐他汀|tablet 10 mg, 20 mg
Ezetimibe|依折麦布|tablet 10 mg
Fenofibrate|非诺贝特|capsule 200 mg
Ferrous sulfate|硫酸亚铁|tablet 300 mg
Folic acid|叶酸|tablet 0.4 mg, 5 mg
Cyanocobalamin|维生素B12|injection 0.5 mg/mL
Tranexamic acid|氨甲环酸|tablet 500 mg
`;
