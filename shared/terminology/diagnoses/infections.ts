/** Infections and parasites (A, B). One a line: ICD-10 code, Chinese, English, other words for it. */
export const infections = `
A00.9|霍乱|Cholera
A01.0|伤寒|Typhoid fever
A02.0|沙门菌肠炎|Salmonella enteritis
A03.9|细菌性痢疾|Bacillary dysentery
A04.9|细菌性肠炎|Bacterial intestinal infection
A05.9|细菌性食物中毒|Bacterial food poisoning
A06.9|阿米巴病|Amoebiasis
A07.1|贾第虫病|Giardiasis
A08.0|轮状病毒肠炎|Rotavirus enteritis
A08.4|病毒性肠炎|Viral intestinal infection
A09|感染性腹泻|Infectious gastroenteritis|腹泻; Diarrhoea
A15.0|肺结核|Pulmonary tuberculosis|TB
A18.0|骨关节结核|Tuberculosis of bones and joints
A18.2|淋巴结结核|Tuberculous lymphadenitis
A19.9|粟粒性结核|Miliary tuberculosis
A23.9|布鲁菌病|Brucellosis
A27.9|钩端螺旋体病|Leptospirosis
A35|破伤风|Tetanus
A37.9|百日咳|Whooping cough
A38|猩红热|Scarlet fever
A39.0|脑膜炎球菌脑膜炎|Meningococcal meningitis
A41.9|脓毒症|Sepsis
A46|丹毒|Erysipelas
A51.0|一期梅毒（生殖器）|Primary genital syphilis
A53.0|隐性梅毒|Latent syphilis
A53.9|梅毒|Syphilis
A54.9|淋病|Gonorrhoea
A59.0|滴虫性阴道炎或尿道炎|Urogenital trichomoniasis
A60.0|生殖器疱疹|Genital herpes
A63.0|尖锐湿疣|Anogenital warts
A69.2|莱姆病|Lyme disease
A71.9|沙眼|Trachoma
A82.9|狂犬病|Rabies
A83.0|流行性乙型脑炎|Japanese encephalitis
A87.9|病毒性脑膜炎|Viral meningitis
A90|登革热|Dengue fever
A91|登革出血热|Dengue haemorrhagic fever
A92.0|基孔肯雅热|Chikungunya fever
A98.5|肾综合征出血热|Haemorrhagic fever with renal syndrome
B00.1|口唇疱疹|Cold sores (herpes labialis)
B00.2|疱疹性龈口炎|Herpetic gingivostomatitis
B00.9|单纯疱疹|Herpes simplex
B01.9|水痘|Chickenpox (varicella)
B02.2|带状疱疹伴神经痛|Shingles with nerve involvement
B02.3|眼带状疱疹|Shingles of the eye
B02.9|带状疱疹|Shingles (herpes zoster)|缠腰龙
B05.9|麻疹|Measles
B06.9|风疹|Rubella
B07|病毒疣|Viral warts
B08.1|传染性软疣|Molluscum contagiosum
B08.2|幼儿急疹|Exanthema subitum (roseola)
B08.3|传染性红斑|Erythema infectiosum (fifth disease)
B08.4|手足口病|Hand, foot and mouth disease
B08.5|疱疹性咽峡炎|Herpangina
B15.9|甲型肝炎|Hepatitis A
B16.9|急性乙型肝炎|Acute hepatitis B
B17.1|急性丙型肝炎|Acute hepatitis C
B17.2|急性戊型肝炎|Acute hepatitis E
B18.1|慢性乙型肝炎|Chronic hepatitis B
B18.2|慢性丙型肝炎|Chronic hepatitis C
B19.9|病毒性肝炎|Viral hepatitis
B24|艾滋病|HIV disease|AIDS
B26.9|流行性腮腺炎|Mumps
B27.9|传染性单核细胞增多症|Infectious mononucleosis (glandular fever)
B30.9|病毒性结膜炎|Viral conjunctivitis
B34.9|病毒感染|Viral infection|病毒性感冒
B35.0|头癣和须癣|Ringworm of scalp and beard
B35.1|甲癣|Fungal nail infection
B35.2|手癣|Ringworm of hand
B35.3|足癣|Athlete's foot (tinea pedis)
B35.4|体癣|Ringworm of body
B35.6|股癣|Jock itch (tinea cruris)
B36.0|花斑糠疹|Pityriasis versicolor
B37.0|鹅口疮|Oral thrush
B37.2|皮肤念珠菌病|Candidiasis of skin and nail
B37.3|外阴阴道念珠菌病|Vaginal thrush
B50.9|恶性疟|Falciparum malaria
B51.9|间日疟|Vivax malaria
B54|疟疾|Malaria
B55.9|利什曼病|Leishmaniasis
B58.9|弓形虫病|Toxoplasmosis
B65.2|日本血吸虫病|Schistosomiasis japonica
B65.9|血吸虫病|Schistosomiasis
B66.1|华支睾吸虫病|Clonorchiasis (liver fluke)
B67.9|包虫病|Echinococcosis (hydatid disease)
B68.9|绦虫病|Taeniasis (tapeworm)
B69.9|囊尾蚴病|Cysticercosis
B74.9|丝虫病|Filariasis
B76.9|钩虫病|Hookworm infection
B77.9|蛔虫病|Ascariasis (roundworm)
B79|鞭虫病|Whipworm infection
B80|蛲虫病|Threadworm infection
B82.9|肠道寄生虫病|Intestinal parasites
B85.0|头虱病|Head lice
B85.3|阴虱病|Pubic lice
B86|疥疮|Scabies
`;
