/** Heart and vessels (I). One a line: ICD-10 code, Chinese, English, other words for it. */
export const circulatory = `
I05.0|风湿性二尖瓣狭窄|Rheumatic mitral stenosis
I10|原发性高血压|Essential hypertension|高血压; High blood pressure
I11.0|高血压性心脏病伴心力衰竭|Hypertensive heart disease with heart failure
I11.9|高血压性心脏病|Hypertensive heart disease
I12.9|高血压性肾病|Hypertensive kidney disease
I15.9|继发性高血压|Secondary hypertension
I20.0|不稳定型心绞痛|Unstable angina
I20.9|心绞痛|Angina pectoris
I21.9|急性心肌梗死|Acute myocardial infarction|心梗; Heart attack
I25.1|冠状动脉粥样硬化性心脏病|Atherosclerotic heart disease|冠心病; Coronary heart disease
I25.2|陈旧性心肌梗死|Old myocardial infarction
I25.9|慢性缺血性心脏病|Chronic ischaemic heart disease
I26.9|肺栓塞|Pulmonary embolism
I27.9|肺源性心脏病|Pulmonary heart disease
I30.9|急性心包炎|Acute pericarditis
I34.0|二尖瓣关闭不全|Mitral regurgitation
I35.0|主动脉瓣狭窄|Aortic stenosis
I38|心内膜炎和瓣膜病|Endocarditis, valve not specified
I40.9|急性心肌炎|Acute myocarditis
I42.0|扩张型心肌病|Dilated cardiomyopathy
I42.9|心肌病|Cardiomyopathy
I44.2|完全性房室传导阻滞|Complete heart block
I45.6|预激综合征|Pre-excitation syndrome
I46.9|心脏骤停|Cardiac arrest
I47.1|室上性心动过速|Supraventricular tachycardia
I48|心房颤动和扑动|Atrial fibrillation and flutter|房颤; AF
I49.1|房性期前收缩|Atrial premature beats
I49.3|室性期前收缩|Ventricular premature beats
I49.5|病态窦房结综合征|Sick sinus syndrome
I49.9|心律失常|Cardiac arrhythmia
I50.0|充血性心力衰竭|Congestive heart failure
I50.9|心力衰竭|Heart failure|心衰
I60.9|蛛网膜下腔出血|Subarachnoid haemorrhage
I61.9|脑出血|Intracerebral haemorrhage
I63.9|脑梗死|Cerebral infarction|脑梗; 脑梗塞
I64|脑卒中|Stroke|中风; CVA
I65.2|颈动脉狭窄|Carotid artery stenosis
I67.2|脑动脉粥样硬化|Cerebral atherosclerosis
I69.3|脑梗死后遗症|Sequelae of cerebral infarction
I70.2|四肢动脉粥样硬化|Atherosclerosis of limb arteries
I70.9|动脉粥样硬化|Atherosclerosis
I71.4|腹主动脉瘤|Abdominal aortic aneurysm
I73.0|雷诺综合征|Raynaud syndrome
I73.9|周围血管病|Peripheral vascular disease
I80.2|下肢深静脉血栓性静脉炎|Deep vein thrombophlebitis of leg
I83.0|下肢静脉曲张伴溃疡|Varicose veins of leg with ulcer
I83.9|下肢静脉曲张|Varicose veins of leg|静脉曲张
I86.1|精索静脉曲张|Varicocele
I87.2|慢性静脉功能不全|Chronic venous insufficiency
I88.9|淋巴结炎|Lymphadenitis
I89.0|淋巴水肿|Lymphoedema
I95.1|直立性低血压|Orthostatic hypotension
I95.9|低血压|Hypotension
`;
