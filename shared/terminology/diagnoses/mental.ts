/** Mind and behaviour (F). One a line: ICD-10 code, Chinese, English, other words for it. */
export const mental = `
F01|血管性痴呆|Vascular dementia
F03|痴呆|Dementia
F05|谵妄|Delirium
F10.1|有害使用酒精|Harmful alcohol use
F10.2|酒精依赖|Alcohol dependence
F11.2|阿片类依赖|Opioid dependence
F13.2|镇静催眠药依赖|Sedative or hypnotic dependence
F17.2|烟草依赖|Tobacco (nicotine) dependence
F20.9|精神分裂症|Schizophrenia
F22|妄想性障碍|Delusional disorder
F25.9|分裂情感性障碍|Schizoaffective disorder
F31.9|双相情感障碍|Bipolar disorder
F32.0|轻度抑郁发作|Mild depressive episode
F32.1|中度抑郁发作|Moderate depressive episode
F32.2|重度抑郁发作|Severe depressive episode
F32.9|抑郁发作|Depressive episode|抑郁症; Depression
F33.9|复发性抑郁障碍|Recurrent depressive disorder
F34.1|恶劣心境|Dysthymia
F40.1|社交恐惧症|Social phobia
F41.0|惊恐障碍|Panic disorder
F41.1|广泛性焦虑障碍|Generalized anxiety disorder
F41.2|混合性焦虑抑郁障碍|Mixed anxiety and depression
F41.9|焦虑障碍|Anxiety disorder|焦虑症
F42|强迫症|Obsessive-compulsive disorder
F43.0|急性应激反应|Acute stress reaction
F43.1|创伤后应激障碍|Post-traumatic stress disorder
F43.2|适应障碍|Adjustment disorder
F45.0|躯体化障碍|Somatization disorder
F45.2|疑病障碍|Hypochondriacal disorder
F48.0|神经衰弱|Neurasthenia
F50.0|神经性厌食|Anorexia nervosa
F50.2|神经性贪食|Bulimia nervosa
F51.0|非器质性失眠|Nonorganic insomnia
F52.4|早泄|Premature ejaculation
F79|智力发育障碍|Intellectual disability
F80.9|言语和语言发育障碍|Speech and language development disorder
F84.0|孤独症|Autism
F90.0|注意缺陷多动障碍|Attention deficit hyperactivity disorder
F95.2|抽动秽语综合征|Tourette syndrome
F95.9|抽动障碍|Tic disorder
F98.0|非器质性遗尿症|Nonorganic bed-wetting (enuresis)
F98.5|口吃|Stuttering
`;
