/** Eyes and ears (H). One a line: ICD-10 code, Chinese, English, other words for it. */
export const eyeAndEar = `
H00.0|睑腺炎（麦粒肿）|Stye (hordeolum)
H00.1|睑板腺囊肿（霰粒肿）|Chalazion
H01.0|睑缘炎|Blepharitis
H02.4|上睑下垂|Ptosis of eyelid
H04.1|干眼及泪腺疾病|Dry eye and other lacrimal gland disorders
H10.1|过敏性结膜炎|Allergic conjunctivitis
H10.3|急性结膜炎|Acute conjunctivitis
H10.9|结膜炎|Conjunctivitis
H11.0|翼状胬肉|Pterygium
H11.3|结膜下出血|Subconjunctival haemorrhage
H15.0|巩膜炎|Scleritis
H16.0|角膜溃疡|Corneal ulcer
H16.9|角膜炎|Keratitis
H20.0|急性虹膜睫状体炎|Acute iridocyclitis
H25.9|老年性白内障|Age-related cataract
H26.9|白内障|Cataract
H33.2|浆液性视网膜脱离|Serous retinal detachment
H35.0|背景性视网膜病变和视网膜血管改变|Background retinopathy and retinal vascular changes
H35.3|黄斑变性|Macular degeneration
H40.1|开角型青光眼|Open-angle glaucoma
H40.2|闭角型青光眼|Angle-closure glaucoma
H40.9|青光眼|Glaucoma
H43.3|玻璃体混浊（飞蚊症）|Vitreous opacities (floaters)
H50.9|斜视|Squint (strabismus)
H52.0|远视|Long sight (hypermetropia)
H52.1|近视|Short sight (myopia)
H52.2|散光|Astigmatism
H52.4|老视|Presbyopia
H53.0|弱视|Amblyopia
H57.1|眼痛|Eye pain
H60.9|外耳道炎|Otitis externa
H61.2|耵聍栓塞|Impacted ear wax
H65.9|非化脓性中耳炎|Nonsuppurative otitis media
H66.0|急性化脓性中耳炎|Acute suppurative otitis media|急性中耳炎
H66.3|慢性化脓性中耳炎|Chronic suppurative otitis media
H66.9|中耳炎|Otitis media
H72.9|鼓膜穿孔|Perforated eardrum
H81.0|梅尼埃病|Ménière disease
H81.1|良性阵发性位置性眩晕|Benign paroxysmal positional vertigo
H81.2|前庭神经元炎|Vestibular neuronitis
H83.0|迷路炎|Labyrinthitis
H90.5|感音神经性听力损失|Sensorineural hearing loss
H91.1|老年性聋|Age-related hearing loss (presbycusis)
H91.2|突发性聋|Sudden hearing loss
H91.9|听力损失|Hearing loss
H92.0|耳痛|Earache
H93.1|耳鸣|Tinnitus
`;
