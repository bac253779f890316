/** Hormones, nutrition, metabolism (E). One a line: ICD-10 code, Chinese, English, other words for it. */
export const endocrine = `
E03.9|甲状腺功能减退症|Hypothyroidism|甲减
E04.1|甲状腺结节|Thyroid nodule
E04.9|非毒性甲状腺肿|Nontoxic goitre
E05.0|毒性弥漫性甲状腺肿（Graves病）|Graves disease (toxic diffuse goitre)
E05.9|甲状腺功能亢进症|Hyperthyroidism (thyrotoxicosis)|甲亢
E06.1|亚急性甲状腺炎|Subacute thyroiditis
E06.3|自身免疫性甲状腺炎|Autoimmune thyroiditis
E10.1|1型糖尿病伴酮症酸中毒|Type 1 diabetes with ketoacidosis
E10.9|1型糖尿病|Type 1 diabetes
E11.2|2型糖尿病肾病|Type 2 diabetes with kidney complications
E11.3|2型糖尿病眼病|Type 2 diabetes with eye complications
E11.4|2型糖尿病神经病变|Type 2 diabetes with nerve complications
E11.5|2型糖尿病周围循环并发症|Type 2 diabetes with circulatory complications
E11.9|2型糖尿病|Type 2 diabetes|糖尿病; Diabetes
E16.2|低血糖|Hypoglycaemia
E21.3|甲状旁腺功能亢进症|Hyperparathyroidism
E22.1|高催乳素血症|Hyperprolactinaemia
E24.9|库欣综合征|Cushing syndrome
E28.2|多囊卵巢综合征|Polycystic ovary syndrome
E30.0|青春期延迟|Delayed puberty
E30.1|性早熟|Precocious puberty
E34.3|身材矮小|Short stature
E43|重度营养不良|Severe malnutrition
E46|营养不良|Malnutrition
E50.9|维生素A缺乏|Vitamin A deficiency
E51.9|维生素B1缺乏|Thiamine (vitamin B1) deficiency
E53.8|B族维生素缺乏|Deficiency of other B vitamins
E55.0|活动性佝偻病|Active rickets
E55.9|维生素D缺乏|Vitamin D deficiency
E60|锌缺乏|Zinc deficiency
E61.1|铁缺乏|Iron deficiency
E66.9|肥胖症|Obesity
E73.9|乳糖不耐受|Lactose intolerance
E78.0|高胆固醇血症|Hypercholesterolaemia
E78.1|高甘油三酯血症|Hypertriglyceridaemia
E78.2|混合性高脂血症|Mixed hyperlipidaemia
E78.5|高脂血症|Hyperlipidaemia|高血脂; 血脂异常; Dyslipidaemia
E79.0|高尿酸血症|Hyperuricaemia without gout
E86|脱水|Dehydration (volume depletion)
E87.1|低钠血症|Hyponatraemia
E87.5|高钾血症|Hyperkalaemia
E87.6|低钾血症|Hypokalaemia
E89.0|手术或放疗后甲状腺功能减退|Hypothyroidism after a procedure
`;
