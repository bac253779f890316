/** Contacts with the clinic that are no illness (Z). One a line: ICD-10 code, Chinese, English, other words for it. */
export const contacts = `
Z00.0|健康体检|General health check|体检
Z00.1|儿童健康检查|Routine child health check
Z12.4|宫颈癌筛查|Screening for cervical cancer
Z20.3|狂犬病暴露|Contact with rabies
Z21|无症状HIV感染|Asymptomatic HIV infection
Z23|预防接种|Immunization
Z30.0|避孕咨询|Contraceptive advice
Z30.1|放置宫内节育器|Insertion of intrauterine device
Z30.5|宫内节育器随访|Care of intrauterine device
Z32|妊娠检查|Pregnancy test
Z33|妊娠状态|Pregnant state, incidental
Z34.0|首次妊娠产前检查|Care of first normal pregnancy
Z34.9|产前检查|Care of normal pregnancy
Z36|产前筛查|Antenatal screening
Z39.1|哺乳指导|Care of breastfeeding mother
Z39.2|产后随访|Postpartum follow-up
Z48.0|伤口换药和拆线|Wound dressing and removal of stitches
Z51.5|安宁疗护|Palliative care
Z71.3|饮食指导|Dietary advice
Z72.0|吸烟|Tobacco use
Z73.3|压力|Stress
Z76.0|续开处方|Repeat prescription|开药; 续方
Z88.0|青霉素过敏史|History of penicillin allergy
Z95.5|冠状动脉支架植入状态|Coronary stent in place
Z96.6|人工关节状态|Artificial joint in place
`;
