/** Skin, hair and nails (L). One a line: ICD-10 code, Chinese, English, other words for it. */
export const skin = `
L01.0|脓疱疮|Impetigo
L02.9|皮肤脓肿和疖|Skin abscess and boil
L03.1|四肢蜂窝织炎|Cellulitis of limb
L03.9|蜂窝织炎|Cellulitis
L04.9|急性淋巴结炎|Acute lymphadenitis
L08.9|皮肤局部感染|Local skin infection
L20.9|特应性皮炎|Atopic dermatitis
L21.9|脂溢性皮炎|Seborrhoeic dermatitis
L22|尿布皮炎|Nappy rash
L23.9|过敏性接触性皮炎|Allergic contact dermatitis
L24.9|刺激性接触性皮炎|Irritant contact dermatitis
L25.9|接触性皮炎|Contact dermatitis
L28.0|慢性单纯性苔藓（神经性皮炎）|Lichen simplex chronicus
L29.9|瘙痒症|Itching (pruritus)
L30.1|汗疱疹|Pompholyx (dyshidrosis)
L30.9|皮炎（湿疹）|Dermatitis (eczema)|湿疹; Eczema
L40.0|寻常型银屑病|Plaque psoriasis
L40.9|银屑病|Psoriasis
L42|玫瑰糠疹|Pityriasis rosea
L43.9|扁平苔藓|Lichen planus
L50.0|过敏性荨麻疹|Allergic urticaria
L50.9|荨麻疹|Urticaria (hives)|风疹块
L55.9|日晒伤|Sunburn
L60.0|嵌甲|Ingrowing nail
L63.9|斑秃|Alopecia areata
L65.9|脱发|Hair loss
L70.0|寻常痤疮|Acne vulgaris
L71.9|玫瑰痤疮|Rosacea
L72.0|表皮样囊肿|Epidermoid cyst
L73.2|化脓性汗腺炎|Hidradenitis suppurativa
L74.0|红色粟粒疹（痱子）|Prickly heat (miliaria rubra)
L80|白癜风|Vitiligo
L81.1|黄褐斑|Chloasma (melasma)
L82|脂溢性角化病|Seborrhoeic keratosis
L84|鸡眼和胼胝|Corns and calluses
L85.3|皮肤干燥症|Dry skin (xerosis cutis)
L89.9|压疮|Pressure ulcer
L91.0|瘢痕疙瘩和肥厚性瘢痕|Keloid or hypertrophic scar
L97|下肢溃疡|Leg ulcer
`;
