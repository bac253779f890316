/**
 * Which drugs belong together: facts about medicines, in our own words; no classification is copied. One a line:
 * code | English | Chinese | for what | by what a name shows that it belongs here | the substances in it, by their codes.
 *
 * For what: `a` one who is allergic to one of them is warned of the others; `d` two of them at a time are doubled therapy. What a name
 * shows: `word` stands within it, `=word` is a word of it, `-end` and
 * `begin-` in Latin letters end or begin a word of it (the stems of WHO's INN, which are facts). A narrower group stands before a wider one.
 */
export const groups = `
penicillins|penicillins|青霉素类|ad|-cillin;青霉素;西林;penicillin;pcn;盘尼西林|amoxicillin;ampicillin;benzathine-benzylpenicillin;benzylpenicillin;phenoxymethylpenicillin;cloxacillin
cephalosporins|cephalosporins|头孢菌素类|ad|cef-;ceph-;cephalosporin;头孢;先锋霉素|cefalexin;cefuroxime;cefixime;cefaclor;ceftriaxone
beta-lactams|beta-lactam antibiotics|β-内酰胺类抗生素|a|内酰胺;beta-lactam;beta lactam;betalactam;-cillin;cef-;-penem;西林;头孢;培南;青霉素;盘尼西林;先锋霉素;penicillin;cephalosporin|amoxicillin;ampicillin;benzathine-benzylpenicillin;benzylpenicillin;phenoxymethylpenicillin;cloxacillin;cefalexin;cefuroxime;cefixime;cefaclor;ceftriaxone
macrolides|macrolides|大环内酯类|ad|-thromycin;macrolide;大环内酯;红霉素|azithromycin;clarithromycin;erythromycin;roxithromycin
lincosamides|lincosamides|林可酰胺类|a|lincosamide;林可;clindamycin;lincomycin|clindamycin
tetracyclines|tetracyclines|四环素类|ad|-cycline;tetracycline;四环素;环素|doxycycline;minocycline
quinolones|quinolones|喹诺酮类|ad|-oxacin;quinolone;喹诺酮;沙星|ciprofloxacin;levofloxacin;moxifloxacin;norfloxacin;ofloxacin
aminoglycosides|aminoglycosides|氨基糖苷类|ad|aminoglycoside;氨基糖苷;氨基苷;庆大霉素;链霉素;卡那霉素;阿米卡星;妥布霉素;streptomycin;gentamicin;gentamycin;amikacin;kanamycin|gentamicin;tobramycin
nitroimidazoles|nitroimidazoles|硝基咪唑类|ad|-nidazole;nitroimidazole;硝基咪唑;硝唑|metronidazole;tinidazole
sulfonamides|sulfonamide antibacterials|磺胺类|a|=sulfa;=sulpha;=sulfas;=sulphas;sulfam-;sulfad-;sulfas-;sulfaf-;sulpham-;sulphad-;sulphas-;sulfonamide;sulphonamide;磺胺|sulfamethoxazole;silver-sulfadiazine;sulfasalazine
azoles|azole antifungals|唑类抗真菌药|a|-conazole;azole antifungal;康唑;克霉唑|fluconazole;clotrimazole;miconazole
herpes-antivirals|aciclovir and what becomes it|阿昔洛韦类|ad|-ciclovir;-cyclovir;昔洛韦|aciclovir;valaciclovir
antimalarial-quinolines|chloroquines|氯喹类|ad|chloroquine;氯喹|chloroquine;hydroxychloroquine
nsaids|anti-inflammatory painkillers (NSAIDs)|非甾体抗炎药|ad|nsaid;nonsteroidal;non-steroidal;非甾体;解热镇痛;止痛药;-coxib;-profen;-oxicam;-fenac;昔布;洛芬;昔康;芬酸;salicylate;水杨酸|ibuprofen;diclofenac;naproxen;meloxicam;celecoxib;etoricoxib;indometacin;acetylsalicylic-acid
salicylates|salicylates|水杨酸类|a|salicyl;水杨酸;mesalazine;美沙拉秦;5-asa|acetylsalicylic-acid;salicylic-acid;mesalazine;sulfasalazine
opioids|opioids|阿片类|ad|opioid;opiate;阿片;吗啡;morphine;codeine;可待因|codeine;tramadol;morphine
local-anaesthetics|local anaesthetics|局麻药|a|-caine;卡因|lidocaine
ace-inhibitors|ACE inhibitors|血管紧张素转换酶抑制剂（普利类）|ad|-pril;ace inhibitor;acei;普利|captopril;enalapril;lisinopril;perindopril
arbs|angiotensin receptor blockers (sartans)|血管紧张素受体拮抗剂（沙坦类）|ad|-sartan;sartan;沙坦|irbesartan;losartan;telmisartan;valsartan
calcium-blockers|dihydropyridine calcium channel blockers|二氢吡啶类钙通道阻滞剂（地平类）|ad|-dipine;dihydropyridine;地平|amlodipine;felodipine;nifedipine
beta-blockers|beta blockers|β受体阻滞剂|ad|-olol;beta blocker;beta-blocker;洛尔;受体阻滞剂|atenolol;bisoprolol;carvedilol;metoprolol;propranolol;timolol
thiazides|thiazides and alike|噻嗪类及类似利尿剂|ad|thiazide;噻嗪;吲达帕胺|hydrochlorothiazide;indapamide
nitrates|nitrates|硝酸酯类|ad|=nitrates;nitroglycerin;硝酸甘油;硝酸异山梨酯;硝酸酯|glyceryl-trinitrate;isosorbide-dinitrate;isosorbide-mononitrate
heart-rate-calcium-blockers|calcium channel blockers that slow the heart|非二氢吡啶类钙通道阻滞剂|d|地尔硫;维拉帕米|diltiazem;verapamil
statins|statins|他汀类|ad|-vastatin;=statin;他汀|atorvastatin;rosuvastatin;simvastatin
antiplatelets|antiplatelet medicines|抗血小板药|d|-grel;格雷|clopidogrel;acetylsalicylic-acid
anticoagulants|anticoagulants|抗凝药|d|-xaban;-parin;沙班;华法林;肝素|warfarin;rivaroxaban
sulfonylureas|sulfonylureas|磺脲类|ad|sulfonylurea;sulphonylurea;磺脲;格列齐特;格列美脲;格列吡嗪;格列本脲;格列喹酮|gliclazide;glimepiride;glipizide
gliptins|gliptins|列汀类|ad|-gliptin;列汀|sitagliptin
gliflozins|gliflozins|列净类|ad|-gliflozin;列净|dapagliflozin;empagliflozin
insulins|insulins|胰岛素|a|insulin;胰岛素|insulin-human-soluble;insulin-isophane;insulin-glargine
antithyroid|antithyroid medicines|抗甲状腺药|ad|甲巯咪唑;丙硫氧嘧啶|thiamazole;propylthiouracil
corticosteroids|corticosteroids|糖皮质激素|d|-nisone;-cortisone;-nisolone;dexamethasone;泼尼松;松龙;地塞米松;糖皮质激素;可的松|prednisone;prednisolone;dexamethasone;hydrocortisone;methylprednisolone
progestogens|progestogens|孕激素|d|孕酮;孕激素|levonorgestrel;medroxyprogesterone;progesterone
proton-pump|proton pump inhibitors|质子泵抑制剂|ad|-meprazole;-toprazole;-soprazole;-beprazole;proton pump;质子泵;拉唑|omeprazole;esomeprazole;lansoprazole;pantoprazole;rabeprazole
antihistamines|antihistamines|抗组胺药|d|antihistamine;抗组胺;雷他定;替利嗪;苯那敏|cetirizine;loratadine;chlorphenamine;diphenhydramine;promethazine
beta-agonists|short-acting beta agonists|短效β受体激动剂|d|沙丁胺醇;特布他林|salbutamol;terbutaline
inhaled-steroids|inhaled steroids|吸入性糖皮质激素|d|奈德;倍氯米松;替卡松|beclometasone;budesonide
xanthines|theophyllines|茶碱类|ad|theophylline;aminophylline;茶碱|theophylline;aminophylline
antimuscarinic-inhalers|inhaled antimuscarinics|吸入性抗胆碱药|d|-tropium;托溴铵|ipratropium;tiotropium
ssris|SSRIs|选择性5-羟色胺再摄取抑制剂|ad|ssri;西酞普兰;西汀;舍曲林|citalopram;escitalopram;fluoxetine;paroxetine;sertraline
benzodiazepines|benzodiazepines and alike|苯二氮䓬类及类似药|ad|-azepam;-azolam;benzodiazepine;苯二氮;西泮;唑仑;唑吡坦;zopiclone|alprazolam;diazepam;lorazepam;estazolam;zolpidem
antipsychotics|antipsychotics|抗精神病药|d|-peridone;clozapine;奥氮平;氯氮平;喹硫平;利培酮|haloperidol;olanzapine;quetiapine;risperidone
aromatic-antiepileptics|aromatic antiepileptics|芳香族抗癫痫药|a|卡马西平;苯妥英;苯巴比妥;拉莫三嗪|carbamazepine;phenytoin;phenobarbital;lamotrigine
gabapentinoids|gabapentinoids|加巴喷丁类|d|gabapentin;pregabalin;喷丁;普瑞巴林|gabapentin;pregabalin
urate-lowering|urate-lowering medicines|降尿酸药|d|别嘌醇;非布司他|allopurinol;febuxostat
bladder-antimuscarinics|bladder antimuscarinics|膀胱抗胆碱药|d|索利那新;托特罗定|solifenacin;tolterodine
prokinetics|prokinetics|胃肠促动药|d|多潘立酮;莫沙必利;伊托必利;西沙必利;甲氧氯普胺|domperidone;metoclopramide;mosapride
iodine|iodine|碘|a|iodine;povidone;碘|povidone-iodine
`;
