/** Symptoms and findings (R). One a line: ICD-10 code, Chinese, English, other words for it. */
export const symptoms = `
R00.0|心动过速|Tachycardia
R00.1|心动过缓|Bradycardia
R00.2|心悸|Palpitations
R01.1|心脏杂音|Heart murmur
R03.0|血压读数升高（未诊断高血压）|Raised blood pressure reading, no diagnosis
R04.0|鼻出血|Nosebleed (epistaxis)
R04.2|咯血|Coughing up blood (haemoptysis)
R05|咳嗽|Cough
R06.0|呼吸困难|Breathlessness (dyspnoea)
R06.2|喘鸣|Wheezing
R06.6|呃逆|Hiccups
R07.0|咽痛|Sore throat (pain in throat)
R07.4|胸痛|Chest pain
R10.0|急腹症|Acute abdomen
R10.1|上腹痛|Upper abdominal pain
R10.3|下腹痛|Lower abdominal pain
R10.4|腹痛|Abdominal pain|肚子痛
R11|恶心和呕吐|Nausea and vomiting
R12|烧心|Heartburn
R13|吞咽困难|Difficulty swallowing (dysphagia)
R14|腹胀|Bloating and flatulence
R15|大便失禁|Faecal incontinence
R17|黄疸|Jaundice
R19.4|排便习惯改变|Change in bowel habit
R20.2|皮肤感觉异常|Pins and needles (paraesthesia)
R21|皮疹|Rash
R22.9|局部肿块|Localized swelling or lump
R25.1|震颤|Tremor
R25.2|肌肉痉挛|Cramp and spasm
R27.0|共济失调|Ataxia
R29.6|反复跌倒|Repeated falls
R30.0|排尿困难（尿痛）|Painful urination (dysuria)
R31|血尿|Blood in urine (haematuria)
R32|尿失禁|Urinary incontinence
R33|尿潴留|Retention of urine
R35|多尿|Frequent or excessive urination (polyuria)
R41.3|遗忘|Memory loss (amnesia)
R42|头晕|Dizziness|眩晕; Vertigo
R43.0|嗅觉丧失|Loss of smell (anosmia)
R49.0|声音嘶哑|Hoarseness (dysphonia)
R50.9|发热|Fever|发烧
R51|头痛|Headache
R52|疼痛|Pain, site not specified
R53|乏力|Fatigue and malaise
R55|晕厥|Fainting (syncope)
R56.0|热性惊厥|Febrile convulsions
R59.0|局部淋巴结肿大|Localized enlarged lymph nodes
R60.0|局部水肿|Localized oedema
R60.9|水肿|Oedema
R61|多汗|Excessive sweating
R63.0|食欲减退|Loss of appetite
R63.1|烦渴|Excessive thirst (polydipsia)
R63.4|体重下降|Abnormal weight loss
R63.5|体重增加|Abnormal weight gain
R70.0|血沉增快|Raised erythrocyte sedimentation rate
R73.0|糖耐量异常|Abnormal glucose tolerance
R73.9|高血糖|Hyperglycaemia
R74.0|转氨酶升高|Raised transaminases
R76.1|结核菌素试验异常|Abnormal reaction to tuberculin test
R80|蛋白尿|Protein in urine (proteinuria)
R81|糖尿|Sugar in urine (glycosuria)
R91|肺部影像异常|Abnormal finding on lung imaging
`;
