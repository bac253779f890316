/** Against infections and parasites. One a line: English, Chinese, forms with their usual strengths. */
export const infection = `
Amoxicillin|阿莫西林|capsule 250 mg, 500 mg; granules 125 mg
Amoxicillin and clavulanic acid|阿莫西林克拉维酸钾|tablet 500 mg/125 mg; suspension 200 mg/28.5 mg per 5 mL
Ampicillin|氨苄西林|powder for injection 500 mg, 1 g
Benzathine benzylpenicillin|苄星青霉素|powder for injection 1.2 million IU, 2.4 million IU
Benzylpenicillin|青霉素|powder for injection 800 000 IU, 1.6 million IU
Phenoxymethylpenicillin|青霉素V|tablet 250 mg
Cloxacillin|氯唑西林|capsule 250 mg, 500 mg
Cefalexin|头孢氨苄|capsule 250 mg; granules 125 mg
Cefuroxime|头孢呋辛|tablet 250 mg; powder for injection 750 mg
Cefixime|头孢克肟|capsule 100 mg; granules 50 mg
Cefaclor|头孢克洛|capsule 250 mg; suspension 125 mg per 5 mL
Ceftriaxone|头孢曲松|powder for injection 500 mg, 1 g
Azithromycin|阿奇霉素|tablet 250 mg, 500 mg; granules 100 mg
Clarithromycin|克拉霉素|tablet 250 mg, 500 mg
Erythromycin|红霉素|tablet 125 mg, 250 mg; eye ointment 0.5%
Roxithromycin|罗红霉素|tablet 150 mg
Clindamycin|克林霉素|capsule 150 mg
Doxycycline|多西环素|tablet 100 mg
Minocycline|米诺环素|capsule 50 mg, 100 mg
Ciprofloxacin|环丙沙星|tablet 250 mg, 500 mg
Levofloxacin|左氧氟沙星|tablet 250 mg, 500 mg; eye drops 0.3%, 0.5%
Moxifloxacin|莫西沙星|tablet 400 mg
Norfloxacin|诺氟沙星|capsule 100 mg
Gentamicin|庆大霉素|injection 80 mg/2 mL; eye drops 0.3%
Metronidazole|甲硝唑|tablet 200 mg; gel 0.75%
Tinidazole|替硝唑|tablet 500 mg
Nitrofurantoin|呋喃妥因|tablet 50 mg
Fosfomycin|磷霉素氨丁三醇|granules 3 g
Sulfamethoxazole and trimethoprim|复方磺胺甲噁唑|tablet 400 mg/80 mg
Isoniazid|异烟肼|tablet 100 mg, 300 mg
Rifampicin|利福平|capsule 150 mg, 300 mg
Pyrazinamide|吡嗪酰胺|tablet 250 mg
Ethambutol|乙胺丁醇|tablet 250 mg
Aciclovir|阿昔洛韦|tablet 200 mg; cream 3%, 5%
Valaciclovir|伐昔洛韦|tablet 300 mg, 500 mg
Oseltamivir|奥司他韦|capsule 75 mg; granules 15 mg
Entecavir|恩替卡韦|tablet 0.5 mg
Tenofovir disoproxil|替诺福韦|tablet 300 mg
Fluconazole|氟康唑|capsule 50 mg, 150 mg
Terbinafine|特比萘芬|tablet 125 mg, 250 mg; cream 1%
Clotrimazole|克霉唑|cream 1%; pessary 150 mg, 500 mg
Miconazole|咪康唑|cream 2%
Nystatin|制霉菌素|tablet 500 000 IU; pessary 200 000 IU
Albendazole|阿苯达唑|tablet 200 mg, 400 mg
Mebendazole|甲苯咪唑|tablet 100 mg
Praziquantel|吡喹酮|tablet 200 mg
Ivermectin|伊维菌素|tablet 3 mg
Permethrin|扑灭司林|cream 5%
Artemether and lumefantrine|蒿甲醚本芴醇|tablet 20 mg/120 mg
Chloroquine|氯喹|tablet 250 mg
`;
