/** Nerves and brain (G). One a line: ICD-10 code, Chinese, English, other words for it. */
export const nervous = `
G00.9|细菌性脑膜炎|Bacterial meningitis
G20|帕金森病|Parkinson disease
G25.0|特发性震颤|Essential tremor
G30.9|阿尔茨海默病|Alzheimer disease
G35|多发性硬化|Multiple sclerosis
G40.9|癫痫|Epilepsy
G43.0|无先兆偏头痛|Migraine without aura
G43.1|有先兆偏头痛|Migraine with aura
G43.9|偏头痛|Migraine
G44.0|丛集性头痛|Cluster headache
G44.2|紧张型头痛|Tension-type headache
G45.9|短暂性脑缺血发作|Transient ischaemic attack|TIA; 小中风
G47.0|失眠症|Insomnia|失眠; Sleeplessness
G47.3|睡眠呼吸暂停|Sleep apnoea
G50.0|三叉神经痛|Trigeminal neuralgia
G51.0|面神经麻痹（贝尔麻痹）|Bell palsy
G56.0|腕管综合征|Carpal tunnel syndrome
G57.1|感觉异常性股痛|Meralgia paraesthetica
G58.0|肋间神经病变|Intercostal neuropathy
G61.0|吉兰-巴雷综合征|Guillain-Barré syndrome
G62.9|多发性神经病|Polyneuropathy
G70.0|重症肌无力|Myasthenia gravis
G80.9|脑性瘫痪|Cerebral palsy
G81.9|偏瘫|Hemiplegia
`;
