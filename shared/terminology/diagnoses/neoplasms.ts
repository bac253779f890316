/** Tumours (C, D00 to D48). One a line: ICD-10 code, Chinese, English, other words for it. */
export const neoplasms = `
C11.9|鼻咽癌|Nasopharyngeal cancer
C15.9|食管癌|Oesophageal cancer
C16.9|胃癌|Stomach cancer
C18.9|结肠癌|Colon cancer
C20|直肠癌|Rectal cancer
C22.0|肝细胞癌|Liver cell carcinoma
C25.9|胰腺癌|Pancreatic cancer
C34.9|肺癌|Lung cancer
C43.9|皮肤黑色素瘤|Melanoma of skin
C50.9|乳腺癌|Breast cancer
C53.9|宫颈癌|Cervical cancer
C54.1|子宫内膜癌|Endometrial cancer
C56|卵巢癌|Ovarian cancer
C61|前列腺癌|Prostate cancer
C64|肾癌|Kidney cancer
C67.9|膀胱癌|Bladder cancer
C71.9|脑恶性肿瘤|Malignant brain tumour
C73|甲状腺癌|Thyroid cancer
C85.9|非霍奇金淋巴瘤|Non-Hodgkin lymphoma
C90.0|多发性骨髓瘤|Multiple myeloma
C95.9|白血病|Leukaemia
D12.6|结肠良性肿瘤|Benign tumour of colon
D17.9|脂肪瘤|Lipoma
D18.0|血管瘤|Haemangioma
D22.9|色素痣|Melanocytic naevus (mole)
D23.9|皮肤良性肿瘤|Benign tumour of skin
D24|乳腺良性肿瘤|Benign tumour of breast
D25.9|子宫肌瘤|Uterine fibroids
D27|卵巢良性肿瘤|Benign tumour of ovary
D34|甲状腺良性肿瘤|Benign tumour of thyroid
`;
