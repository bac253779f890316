/** Mouth, teeth and digestion (K). One a line: ICD-10 code, Chinese, English, other words for it. */
export const digestive = `
K00.7|出牙反应|Teething
K01.1|阻生牙|Impacted tooth
K02.9|龋齿|Dental caries|蛀牙; Tooth decay
K04.0|牙髓炎|Pulpitis
K04.7|根尖周脓肿|Periapical abscess
K05.0|急性龈炎|Acute gingivitis
K05.1|慢性龈炎|Chronic gingivitis
K05.3|慢性牙周炎|Chronic periodontitis
K08.1|牙缺失|Loss of teeth
K11.2|涎腺炎|Sialoadenitis
K12.0|复发性口腔溃疡|Recurrent mouth ulcers (aphthae)
K12.1|口炎|Stomatitis
K13.0|唇炎及唇部疾病|Cheilitis and other lip diseases
K14.0|舌炎|Glossitis
K20|食管炎|Oesophagitis
K21.0|反流性食管炎|Reflux oesophagitis
K21.9|胃食管反流病|Gastro-oesophageal reflux disease|GERD; GORD
K25.9|胃溃疡|Gastric ulcer
K26.9|十二指肠溃疡|Duodenal ulcer
K27.9|消化性溃疡|Peptic ulcer
K29.3|慢性浅表性胃炎|Chronic superficial gastritis
K29.4|慢性萎缩性胃炎|Chronic atrophic gastritis
K29.5|慢性胃炎|Chronic gastritis
K29.7|胃炎|Gastritis
K29.8|十二指肠炎|Duodenitis
K30|功能性消化不良|Functional dyspepsia|消化不良
K35.8|急性阑尾炎|Acute appendicitis
K37|阑尾炎|Appendicitis
K40.9|腹股沟疝|Inguinal hernia
K42.9|脐疝|Umbilical hernia
K43.9|腹壁疝|Ventral hernia
K44.9|食管裂孔疝|Hiatus hernia
K50.9|克罗恩病|Crohn disease
K51.9|溃疡性结肠炎|Ulcerative colitis
K52.9|非感染性胃肠炎|Noninfective gastroenteritis|急性胃肠炎; Gastroenteritis
K56.7|肠梗阻|Ileus
K57.3|大肠憩室病|Diverticular disease of large intestine
K58.0|腹泻型肠易激综合征|Irritable bowel syndrome with diarrhoea
K58.9|肠易激综合征|Irritable bowel syndrome
K59.0|便秘|Constipation|大便干结
K59.1|功能性腹泻|Functional diarrhoea
K60.2|肛裂|Anal fissure
K60.3|肛瘘|Anal fistula
K61.0|肛周脓肿|Anal abscess
K62.1|直肠息肉|Rectal polyp
K62.5|肛门直肠出血|Bleeding from anus and rectum
K63.5|结肠息肉|Polyp of colon
K64.9|痔|Haemorrhoids
K65.9|腹膜炎|Peritonitis
K70.0|酒精性脂肪肝|Alcoholic fatty liver
K70.3|酒精性肝硬化|Alcoholic cirrhosis of liver
K73.9|慢性肝炎|Chronic hepatitis
K74.6|肝硬化|Cirrhosis of liver
K76.0|脂肪肝|Fatty liver|脂肪性肝病
K76.6|门静脉高压|Portal hypertension
K80.2|胆囊结石|Gallstones without cholecystitis|胆结石; 胆石症
K81.0|急性胆囊炎|Acute cholecystitis
K81.1|慢性胆囊炎|Chronic cholecystitis
K85.9|急性胰腺炎|Acute pancreatitis
K86.1|慢性胰腺炎|Chronic pancreatitis
K90.0|乳糜泻|Coeliac disease
K92.0|呕血|Vomiting of blood (haematemesis)
K92.1|黑便|Melaena
K92.2|消化道出血|Gastrointestinal bleeding
`;
