/** For pain, joints, nerves and mind. One a line: English, Chinese, forms with their usual strengths. */
export const pain = `
Paracetamol|对乙酰氨基酚|tablet 500 mg; suspension 120 mg per 5 mL; suppository 125 mg
Ibuprofen|布洛芬|tablet 200 mg; prolonged-release capsule 300 mg; suspension 100 mg per 5 mL
Diclofenac|双氯芬酸|enteric-coated tablet 25 mg, 50 mg; gel 1%
Naproxen|萘普生|tablet 250 mg
Meloxicam|美洛昔康|tablet 7.5 mg, 15 mg
Celecoxib|塞来昔布|capsule 100 mg, 200 mg
Etoricoxib|依托考昔|tablet 60 mg, 120 mg
Indometacin|吲哚美辛|tablet 25 mg; suppository 100 mg
Codeine|可待因|tablet 15 mg, 30 mg
Tramadol|曲马多|capsule 50 mg
Morphine|吗啡|tablet 10 mg; injection 10 mg/mL
Lidocaine|利多卡因|injection 1%, 2%
Allopurinol|别嘌醇|tablet 100 mg
Febuxostat|非布司他|tablet 40 mg, 80 mg
Colchicine|秋水仙碱|tablet 0.5 mg
Methotrexate|甲氨蝶呤|tablet 2.5 mg
Hydroxychloroquine|羟氯喹|tablet 100 mg, 200 mg
Sulfasalazine|柳氮磺吡啶|enteric-coated tablet 250 mg
Baclofen|巴氯芬|tablet 10 mg
Eperisone|乙哌立松|tablet 50 mg
Sumatriptan|舒马普坦|tablet 50 mg, 100 mg
Flunarizine|氟桂利嗪|capsule 5 mg
Betahistine|倍他司汀|tablet 4 mg, 6 mg
Mecobalamin|甲钴胺|tablet 0.5 mg
Carbamazepine|卡马西平|tablet 100 mg, 200 mg
Valproic acid|丙戊酸|tablet 200 mg; prolonged-release tablet 500 mg
Phenytoin|苯妥英|tablet 50 mg, 100 mg
Phenobarbital|苯巴比妥|tablet 30 mg
Lamotrigine|拉莫三嗪|tablet 25 mg, 50 mg
Levetiracetam|左乙拉西坦|tablet 250 mg, 500 mg
Gabapentin|加巴喷丁|capsule 100 mg, 300 mg
Pregabalin|普瑞巴林|capsule 75 mg, 150 mg
Levodopa and benserazide|多巴丝肼|tablet 200 mg/50 mg
Pramipexole|普拉克索|tablet 0.25 mg, 1 mg
Trihexyphenidyl|苯海索|tablet 2 mg
Donepezil|多奈哌齐|tablet 5 mg, 10 mg
Memantine|美金刚|tablet 10 mg
Amitriptyline|阿米替林|tablet 25 mg
Citalopram|西酞普兰|tablet 20 mg
Escitalopram|艾司西酞普兰|tablet 5 mg, 10 mg
Fluoxetine|氟西汀|capsule 20 mg
Paroxetine|帕罗西汀|tablet 20 mg
Sertraline|舍曲林|tablet 50 mg
Mirtazapine|米氮平|tablet 15 mg, 30 mg
Venlafaxine|文拉法辛|prolonged-release capsule 75 mg, 150 mg
Alprazolam|阿普唑仑|tablet 0.4 mg
Diazepam|地西泮|tablet 2.5 mg, 5 mg; injection 10 mg/2 mL
Lorazepam|劳拉西泮|tablet 0.5 mg, 1 mg
Estazolam|艾司唑仑|tablet 1 mg, 2 mg
Zolpidem|唑吡坦|tablet 10 mg
Buspirone|丁螺环酮|tablet 5 mg
Haloperidol|氟哌啶醇|tablet 2 mg; injection 5 mg/mL
Olanzapine|奥氮平|tablet 5 mg, 10 mg
Quetiapine|喹硫平|tablet 25 mg, 100 mg
Risperidone|利培酮|tablet 1 mg, 2 mg
Lithium carbonate|碳酸锂|tablet 250 mg
`;
