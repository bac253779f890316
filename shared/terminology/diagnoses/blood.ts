/** Blood and immune system (D50 to D89). One a line: ICD-10 code, Chinese, English, other words for it. */
export const blood = `
D50.0|失血性缺铁性贫血|Iron deficiency anaemia from blood loss
D50.9|缺铁性贫血|Iron deficiency anaemia|缺铁
D51.9|维生素B12缺乏性贫血|Vitamin B12 deficiency anaemia
D52.9|叶酸缺乏性贫血|Folate deficiency anaemia
D53.9|营养性贫血|Nutritional anaemia
D55.0|葡萄糖-6-磷酸脱氢酶缺乏症（蚕豆病）|G6PD deficiency anaemia
D56.9|地中海贫血|Thalassaemia
D57.1|镰状细胞贫血|Sickle cell anaemia without crisis
D61.9|再生障碍性贫血|Aplastic anaemia
D64.9|贫血|Anaemia
D66|血友病甲|Haemophilia A
D69.0|过敏性紫癜|Allergic purpura
D69.3|免疫性血小板减少症|Immune thrombocytopenia
D69.6|血小板减少|Low platelets (thrombocytopenia)
D70|中性粒细胞减少|Neutropenia (agranulocytosis)
D72.1|嗜酸性粒细胞增多|Eosinophilia
D75.1|继发性红细胞增多症|Secondary polycythaemia
`;
