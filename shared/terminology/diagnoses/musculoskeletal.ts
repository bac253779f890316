/** Bones, joints and muscles (M). One a line: ICD-10 code, Chinese, English, other words for it. */
export const musculoskeletal = `
M05.9|血清阳性类风湿关节炎|Seropositive rheumatoid arthritis
M06.9|类风湿关节炎|Rheumatoid arthritis
M10.9|痛风|Gout|痛风性关节炎
M15.9|多关节骨关节炎|Osteoarthritis of several joints
M16.9|髋骨关节炎|Hip osteoarthritis
M17.9|膝骨关节炎|Knee osteoarthritis|膝关节炎
M19.9|骨关节炎|Osteoarthritis
M20.1|拇外翻|Hallux valgus (bunion)
M21.4|扁平足|Flat foot
M25.4|关节积液|Joint effusion
M25.5|关节痛|Joint pain
M32.9|系统性红斑狼疮|Systemic lupus erythematosus
M35.0|干燥综合征|Sjögren syndrome
M41.9|脊柱侧弯|Scoliosis
M43.1|脊椎滑脱|Spondylolisthesis
M43.6|斜颈|Torticollis
M45|强直性脊柱炎|Ankylosing spondylitis
M47.9|脊椎关节强硬|Spondylosis
M48.0|椎管狭窄|Spinal stenosis
M50.1|神经根型颈椎间盘疾病|Cervical disc disorder with radiculopathy
M50.9|颈椎间盘疾病|Cervical disc disorder
M51.1|腰椎间盘疾病伴神经根病|Lumbar disc disorder with radiculopathy
M51.2|腰椎间盘突出|Lumbar disc displacement|腰突症; Slipped disc
M53.1|颈臂综合征|Cervicobrachial syndrome
M54.2|颈痛|Neck pain
M54.3|坐骨神经痛|Sciatica
M54.4|腰痛伴坐骨神经痛|Low back pain with sciatica
M54.5|腰痛|Low back pain|Lumbago; 腰背痛
M54.6|胸段背痛|Pain in thoracic spine
M54.9|背痛|Back pain (dorsalgia)
M60.9|肌炎|Myositis
M65.3|扳机指|Trigger finger
M65.4|桡骨茎突腱鞘炎|De Quervain tenosynovitis
M65.9|滑膜炎和腱鞘炎|Synovitis and tenosynovitis
M67.4|腱鞘囊肿|Ganglion
M71.2|腘窝囊肿|Baker cyst (popliteal)
M72.2|足底筋膜炎|Plantar fasciitis
M75.0|粘连性肩关节囊炎（肩周炎）|Frozen shoulder (adhesive capsulitis)|五十肩
M75.1|肩袖综合征|Rotator cuff syndrome
M76.6|跟腱炎|Achilles tendinitis
M77.0|肱骨内上髁炎|Golfer's elbow (medial epicondylitis)
M77.1|肱骨外上髁炎（网球肘）|Tennis elbow (lateral epicondylitis)
M77.3|跟骨骨刺|Calcaneal spur
M79.1|肌痛|Muscle pain (myalgia)
M79.2|神经痛和神经炎|Neuralgia and neuritis
M79.6|肢体疼痛|Pain in limb
M79.7|纤维肌痛|Fibromyalgia
M81.0|绝经后骨质疏松|Postmenopausal osteoporosis
M86.9|骨髓炎|Osteomyelitis
`;
