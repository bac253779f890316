/** Injuries, poisoning, bites (S, T, W). One a line: ICD-10 code, Chinese, English, other words for it. */
export const injuries = `
S00.9|头部浅表损伤|Superficial injury of head
S01.0|头皮开放性伤口|Open wound of scalp
S05.0|角膜擦伤|Corneal abrasion
S06.0|脑震荡|Concussion
S09.9|头部损伤|Head injury
S13.4|颈椎扭伤|Sprain of neck
S20.2|胸部挫伤|Bruise of chest
S22.3|肋骨骨折|Fracture of rib
S30.0|腰背部和骨盆挫伤|Bruise of lower back and pelvis
S33.5|腰扭伤|Sprain of lower back
S40.0|肩和上臂挫伤|Bruise of shoulder and upper arm
S42.0|锁骨骨折|Fracture of collarbone (clavicle)
S42.2|肱骨上端骨折|Fracture of upper end of humerus
S43.0|肩关节脱位|Dislocation of shoulder
S52.5|桡骨下端骨折|Fracture of lower end of radius
S53.0|桡骨小头脱位|Dislocation of radial head
S61|手和腕开放性伤口|Open wound of hand and wrist
S62.3|掌骨骨折|Fracture of metacarpal bone
S62.6|手指骨折|Fracture of finger
S63.6|手指扭伤|Sprain of finger
S72.0|股骨颈骨折|Fracture of neck of femur
S80.0|膝挫伤|Bruise of knee
S81|小腿开放性伤口|Open wound of lower leg
S82.6|外踝骨折|Fracture of lateral malleolus
S83.2|半月板撕裂|Tear of meniscus
S83.5|膝交叉韧带损伤|Cruciate ligament injury of knee
S86.0|跟腱损伤|Achilles tendon injury
S91|足和踝开放性伤口|Open wound of foot and ankle
S92.3|跖骨骨折|Fracture of metatarsal bone
S93.4|踝关节扭伤|Sprain of ankle
T15.0|角膜异物|Foreign body in cornea
T16|耳内异物|Foreign body in ear
T17.1|鼻腔异物|Foreign body in nostril
T23|手和腕烧伤|Burn of hand and wrist
T24|下肢烧伤|Burn of leg
T30.0|烧伤|Burn
T58|一氧化碳中毒|Carbon monoxide poisoning
T60.0|有机磷农药中毒|Organophosphate pesticide poisoning
T63.0|毒蛇咬伤|Venomous snake bite
T63.4|毒虫蜇伤|Venomous insect sting
T67.0|中暑|Heatstroke|热射病
T69.1|冻疮|Chilblains
T75.3|晕动病|Motion sickness
T78.0|食物过敏性休克|Anaphylaxis due to food
T78.1|食物不良反应|Adverse food reaction
T78.2|过敏性休克|Anaphylactic shock
T78.3|血管性水肿|Angioedema
T78.4|过敏反应|Allergy|过敏
T81.4|手术后感染|Infection after a procedure
T88.7|药物不良反应|Adverse effect of a drug
W19|跌倒|Fall
W54|犬咬伤|Dog bite|狗咬伤
W55|其他哺乳动物咬伤|Bite of another mammal
`;
