/** For nose, lungs and allergy. One a line: English, Chinese, forms with their usual strengths. */
export const lungs = `
Salbutamol|沙丁胺醇|inhaler 100 µg per puff; nebuliser solution 5 mg/2.5 mL
Terbutaline|特布他林|tablet 2.5 mg
Beclometasone|倍氯米松|inhaler 50 µg, 250 µg per puff
Budesonide|布地奈德|inhaler 100 µg, 200 µg per puff; nebuliser solution 1 mg/2 mL
Budesonide and formoterol|布地奈德福莫特罗|inhaler 160 µg/4.5 µg per puff
Fluticasone|氟替卡松|nasal spray 50 µg per spray
Mometasone|糠酸莫米松|nasal spray 50 µg per spray; cream 0.1%
Ipratropium|异丙托溴铵|nebuliser solution 500 µg/2 mL
Tiotropium|噻托溴铵|inhaler 18 µg per capsule
Montelukast|孟鲁司特|tablet 10 mg; chewable tablet 4 mg, 5 mg
Theophylline|茶碱|prolonged-release tablet 100 mg, 200 mg
Aminophylline|氨茶碱|tablet 100 mg
Ambroxol|氨溴索|tablet 30 mg; syrup 15 mg per 5 mL
Acetylcysteine|乙酰半胱氨酸|sachet 200 mg; tablet 600 mg
Dextromethorphan|右美沙芬|tablet 15 mg
Guaifenesin|愈创甘油醚|tablet 200 mg
Cetirizine|西替利嗪|tablet 10 mg; drops 10 mg/mL
Loratadine|氯雷他定|tablet 10 mg; syrup 1 mg/mL
Chlorphenamine|氯苯那敏|tablet 4 mg
Diphenhydramine|苯海拉明|tablet 25 mg
Promethazine|异丙嗪|tablet 12.5 mg, 25 mg
Epinephrine|肾上腺素|injection 1 mg/mL
Oxymetazoline|羟甲唑啉|nasal spray 0.05%
Sodium chloride|氯化钠|injection 0.9%; nasal spray 0.9%
`;
