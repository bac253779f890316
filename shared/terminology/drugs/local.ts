/** For skin, eyes, ears, urine; emergencies. One a line: English, Chinese, forms with their usual strengths. */
export const local = `
Betamethasone|倍他米松|cream 0.1%
Fusidic acid|夫西地酸|cream 2%
Mupirocin|莫匹罗星|ointment 2%
Silver sulfadiazine|磺胺嘧啶银|cream 1%
Benzoyl peroxide|过氧苯甲酰|gel 2.5%, 5%
Adapalene|阿达帕林|gel 0.1%
Tretinoin|维A酸|cream 0.025%, 0.1%
Tacrolimus|他克莫司|ointment 0.03%, 0.1%
Calcipotriol|卡泊三醇|ointment 50 µg/g
Calamine|炉甘石|lotion 8%
Urea|尿素|cream 10%, 20%
Salicylic acid|水杨酸|ointment 5%
Povidone-iodine|聚维酮碘|solution 5%, 10%
Chlorhexidine|氯己定|mouthwash 0.12%
Ofloxacin|氧氟沙星|eye drops 0.3%; ear drops 0.3%
Chloramphenicol|氯霉素|eye drops 0.25%
Tobramycin|妥布霉素|eye drops 0.3%
Olopatadine|奥洛他定|eye drops 0.1%
Sodium hyaluronate|玻璃酸钠|eye drops 0.1%, 0.3%
Timolol|噻吗洛尔|eye drops 0.25%, 0.5%
Latanoprost|拉坦前列素|eye drops 0.005%
Pilocarpine|毛果芸香碱|eye drops 1%, 2%
Carbamide peroxide|过氧化脲|ear drops 6.5%
Tamsulosin|坦索罗辛|prolonged-release capsule 0.2 mg, 0.4 mg
Finasteride|非那雄胺|tablet 5 mg
Solifenacin|索利那新|tablet 5 mg
Tolterodine|托特罗定|tablet 2 mg
Sildenafil|西地那非|tablet 50 mg, 100 mg
Atropine|阿托品|injection 0.5 mg/mL
Naloxone|纳洛酮|injection 0.4 mg/mL
Magnesium sulfate|硫酸镁|injection 2.5 g/10 mL
Calcium gluconate|葡萄糖酸钙|injection 1 g/10 mL
Activated charcoal|药用炭|tablet 300 mg
`;
