/** Kidneys, urine, breast and sex organs (N). One a line: ICD-10 code, Chinese, English, other words for it. */
export const genitourinary = `
N10|急性肾盂肾炎|Acute pyelonephritis
N11.9|慢性肾盂肾炎|Chronic pyelonephritis
N13.3|肾积水|Hydronephrosis
N17.9|急性肾损伤|Acute kidney failure
N18.1|慢性肾脏病1期|Chronic kidney disease, stage 1
N18.2|慢性肾脏病2期|Chronic kidney disease, stage 2
N18.3|慢性肾脏病3期|Chronic kidney disease, stage 3
N18.4|慢性肾脏病4期|Chronic kidney disease, stage 4
N18.5|慢性肾脏病5期|Chronic kidney disease, stage 5
N18.9|慢性肾脏病|Chronic kidney disease|CKD; 慢性肾功能不全
N20.0|肾结石|Kidney stone|肾石病
N20.1|输尿管结石|Ureteral stone
N21.0|膀胱结石|Bladder stone
N23|肾绞痛|Renal colic
N28.1|肾囊肿|Kidney cyst
N30.0|急性膀胱炎|Acute cystitis
N30.9|膀胱炎|Cystitis
N34.1|非特异性尿道炎|Nonspecific urethritis
N39.0|尿路感染|Urinary tract infection|泌尿道感染; UTI
N39.3|压力性尿失禁|Stress incontinence
N40|前列腺增生|Prostatic hyperplasia|前列腺肥大; BPH
N41.0|急性前列腺炎|Acute prostatitis
N41.1|慢性前列腺炎|Chronic prostatitis
N43.3|鞘膜积液|Hydrocele
N45|睾丸炎和附睾炎|Orchitis and epididymitis
N46|男性不育|Male infertility
N47|包茎和包皮过长|Phimosis and redundant foreskin
N48.1|龟头炎|Balanitis
N60.1|乳腺囊性增生|Cystic breast disease
N61|乳腺炎|Mastitis (breast inflammation)
N62|乳房肥大|Breast hypertrophy (gynaecomastia)
N63|乳房肿块|Breast lump|乳房肿物
N64.4|乳房痛|Breast pain
N70.9|输卵管炎和卵巢炎|Salpingitis and oophoritis
N72|宫颈炎|Cervicitis
N73.9|女性盆腔炎|Pelvic inflammatory disease
N75.0|前庭大腺囊肿|Bartholin cyst
N76.0|急性阴道炎|Acute vaginitis
N76.2|急性外阴炎|Acute vulvitis
N80.9|子宫内膜异位症|Endometriosis
N81.4|子宫阴道脱垂|Uterovaginal prolapse
N83.2|卵巢囊肿|Ovarian cyst
N84.0|子宫内膜息肉|Endometrial polyp
N84.1|宫颈息肉|Cervical polyp
N86|宫颈糜烂和外翻|Erosion and ectropion of cervix
N87.9|宫颈上皮内瘤变|Cervical dysplasia
N91.2|闭经|Amenorrhoea
N92.0|月经过多|Heavy or frequent periods, regular cycle
N92.1|不规则月经过多|Heavy or frequent periods, irregular cycle
N92.6|月经不调|Irregular menstruation|月经紊乱
N93.9|异常子宫和阴道出血|Abnormal uterine and vaginal bleeding
N94.3|经前期综合征|Premenstrual tension syndrome
N94.6|痛经|Painful periods (dysmenorrhoea)|经痛
N95.0|绝经后出血|Postmenopausal bleeding
N95.1|更年期综合征|Menopausal symptoms
N95.2|萎缩性阴道炎|Atrophic vaginitis
N97.9|女性不孕|Female infertility
`;
