/** Nose, throat and lungs (J). One a line: ICD-10 code, Chinese, English, other words for it. */
export const respiratory = `
J00|急性鼻咽炎（普通感冒）|Common cold (acute nasopharyngitis)|感冒; 伤风
J01.9|急性鼻窦炎|Acute sinusitis
J02.0|链球菌性咽炎|Streptococcal sore throat
J02.9|急性咽炎|Acute pharyngitis
J03.0|链球菌性扁桃体炎|Streptococcal tonsillitis
J03.9|急性扁桃体炎|Acute tonsillitis
J04.0|急性喉炎|Acute laryngitis
J04.1|急性气管炎|Acute tracheitis
J05.0|急性梗阻性喉炎（哮吼）|Croup (acute obstructive laryngitis)
J06.0|急性咽喉炎|Acute laryngopharyngitis
J06.9|急性上呼吸道感染|Acute upper respiratory infection|上感; URTI
J10.1|流感（病毒已检出）|Influenza, virus identified
J11.1|流感|Influenza, virus not identified|流感样疾病; Flu
J12.9|病毒性肺炎|Viral pneumonia
J15.7|支原体肺炎|Mycoplasma pneumonia
J15.9|细菌性肺炎|Bacterial pneumonia
J18.0|支气管肺炎|Bronchopneumonia
J18.9|肺炎|Pneumonia
J20.9|急性支气管炎|Acute bronchitis
J21.9|急性毛细支气管炎|Acute bronchiolitis
J22|急性下呼吸道感染|Acute lower respiratory infection
J30.0|血管运动性鼻炎|Vasomotor rhinitis
J30.1|花粉症|Hay fever (pollen allergy)
J30.2|季节性过敏性鼻炎|Seasonal allergic rhinitis
J30.4|过敏性鼻炎|Allergic rhinitis|鼻敏感
J31.0|慢性鼻炎|Chronic rhinitis
J31.2|慢性咽炎|Chronic pharyngitis
J32.9|慢性鼻窦炎|Chronic sinusitis
J33.9|鼻息肉|Nasal polyp
J34.2|鼻中隔偏曲|Deviated nasal septum
J35.0|慢性扁桃体炎|Chronic tonsillitis
J35.1|扁桃体肥大|Enlarged tonsils
J35.2|腺样体肥大|Enlarged adenoids
J36|扁桃体周围脓肿|Peritonsillar abscess (quinsy)
J37.0|慢性喉炎|Chronic laryngitis
J38.1|声带息肉|Polyp of vocal cord
J40|支气管炎|Bronchitis, acute or chronic not stated
J42|慢性支气管炎|Chronic bronchitis
J43.9|肺气肿|Emphysema
J44.0|慢性阻塞性肺疾病伴下呼吸道感染|COPD with acute lower respiratory infection
J44.1|慢性阻塞性肺疾病急性加重|COPD with acute exacerbation
J44.9|慢性阻塞性肺疾病|COPD (chronic obstructive pulmonary disease)|慢阻肺; 慢支肺气肿
J45.9|支气管哮喘|Asthma|哮喘
J47|支气管扩张|Bronchiectasis
J84.1|肺间质纤维化|Interstitial lung disease with fibrosis
J90|胸腔积液|Pleural effusion
J93.9|气胸|Pneumothorax
J96.9|呼吸衰竭|Respiratory failure
`;
