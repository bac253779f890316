/** What is taken for an antibiotic, by names in either language and by codes. */
import { describe, expect, it } from 'vitest';
import { isAntibiotic, isReadable } from '../../../../electron/vault/analysis/facts/antibiotics.ts';
import { factsOf } from '../../../../electron/vault/analysis/facts/facts.ts';
import { project } from '../../../../electron/vault/records/projection.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const named = (text: string): boolean => isAntibiotic({ texts: [text], codes: [] });
const list = (text: string): string[] => text.split(',').map((one) => one.trim());

/** Substances of the Access, Watch and Reserve groups of WHO's AWaRe classification, 2023; without those against tuberculosis alone. */
const AWARE = list(`
  amikacin, amoxicillin, amoxicillin/clavulanic acid, ampicillin, ampicillin/sulbactam, azidocillin, bacampicillin, benzathine benzylpenicillin,
  benzylpenicillin, brodimoprim, cefacetrile, cefadroxil, cefalexin, cefalotin, cefapirin, cefatrizine, cefazolin, cefradine, chloramphenicol,
  clindamycin, clometocillin, cloxacillin, dicloxacillin, doxycycline, flucloxacillin, furazidin, gentamicin, mecillinam, meticillin,
  metronidazole, nafcillin, nifurtoinol, nitrofurantoin, ornidazole, oxacillin, phenoxymethylpenicillin, pivampicillin, pivmecillinam,
  procaine benzylpenicillin, secnidazole, spectinomycin, sulbactam, sulfadiazine, sulfadiazine/trimethoprim, sulfadimethoxine, sulfadimidine,
  sulfafurazole, sulfalene, sulfamazone, sulfamerazine, sulfamethizole, sulfamethoxazole, sulfamethoxazole/trimethoprim,
  sulfamethoxypyridazine, sulfametoxydiazine, sulfametrole, sulfamoxole, sulfanilamide, sulfaperin, sulfaphenazole, sulfapyridine,
  sulfathiazole, sulfathiourea, sultamicillin, tetracycline, thiamphenicol, tinidazole, trimethoprim,
  arbekacin, azithromycin, azlocillin, biapenem, carbenicillin, cefaclor, cefamandole, cefbuperazone, cefdinir, cefditoren pivoxil, cefepime,
  cefetamet pivoxil, cefixime, cefmenoxime, cefmetazole, cefminox, cefodizime, cefonicid, cefoperazone, ceforanide, cefoselis, cefotaxime,
  cefotetan, cefotiam, cefoxitin, cefozopran, cefpiramide, cefpirome, cefpodoxime proxetil, cefprozil, ceftazidime, ceftibuten, ceftizoxime,
  ceftriaxone, cefuroxime, chlortetracycline, cinoxacin, ciprofloxacin, clarithromycin, clofoctol, delafloxacin, demeclocycline, dibekacin,
  dirithromycin, doripenem, enoxacin, ertapenem, erythromycin, fidaxomicin, fleroxacin, flomoxef, flumequine, fosfomycin, fusidic acid,
  gatifloxacin, gemifloxacin, imipenem/cilastatin, isepamicin, josamycin, kanamycin, latamoxef, levofloxacin, lincomycin, lomefloxacin,
  loracarbef, lymecycline, meropenem, metacycline, mezlocillin, micronomicin, midecamycin, minocycline, miocamycin, moxifloxacin, nemonoxacin,
  neomycin, netilmicin, norfloxacin, ofloxacin, oleandomycin, oxolinic acid, oxytetracycline, panipenem, pazufloxacin, pefloxacin,
  pipemidic acid, piperacillin, piperacillin/tazobactam, piromidic acid, pristinamycin, prulifloxacin, ribostamycin, rifaximin, rokitamycin,
  rosoxacin, roxithromycin, rufloxacin, sisomicin, sitafloxacin, sparfloxacin, spiramycin, streptomycin, sulbenicillin, tebipenem, teicoplanin,
  telithromycin, temocillin, ticarcillin, tobramycin, tosufloxacin, vancomycin,
  aztreonam, cefiderocol, ceftaroline fosamil, ceftazidime/avibactam, ceftobiprole medocaril, ceftolozane/tazobactam, colistin, dalbavancin,
  dalfopristin/quinupristin, daptomycin, eravacycline, faropenem, iclaprim, lefamulin, linezolid, omadacycline, oritavancin, plazomicin,
  polymyxin B, tedizolid, telavancin, tigecycline`);

/** As they are sold in China; the last are put into the eye and onto the skin. */
const CHINESE = list(`
  头孢克肟颗粒, 注射用青霉素钠 160 万U（皮试）, 阿莫西林克拉维酸钾片, 左氧氟沙星滴眼液, 甲硝唑片, 复方磺胺甲噁唑, 莫匹罗星软膏 2 %, 呋喃唑酮片, 磺胺嘧啶片, 乙酰螺旋霉素片,
  吉他霉素, 麦迪霉素, 交沙霉素, 注射用氨曲南, 替考拉宁, 大观霉素, 利福昔明, 硫酸新霉素, 罗红霉素, 阿奇霉素, 克林霉素, 林可霉素, 多西环素, 米诺环素, 庆大霉素, 依替米星, 美罗培南, 法罗培南,
  头孢西丁, 头孢美唑, 拉氧头孢, 利奈唑胺, 万古霉素, 磷霉素氨丁三醇散, 呋喃妥因肠溶片, 诺氟沙星胶囊, 吡哌酸片, 替硝唑, 奥硝唑, 金霉素眼膏, 红霉素眼膏, 磺胺醋酰钠滴眼液, 氯霉素滴眼液, 夫西地酸乳膏, 妥布霉素地塞米松滴眼液`);

const OTHERS = list(`
  rifampicin, isoniazid, oseltamivir 75 mg, aciclovir, fluconazole, nystatin, amphotericin B, clotrimazole, griseofulvin, natamycin, albendazole, ivermectin,
  sulfasalazine, sulfonylurea, omeprazole, metformin, bleomycin, mitomycin, doxorubicin, sirolimus, furosemide, penicillin skin test, skin test, no antibiotic, ibuprofen,
  利福平, 异烟肼, 奥司他韦, 阿昔洛韦, 克霉唑乳膏 1 %, 制霉菌素片, 两性霉素B, 灰黄霉素, 那他霉素滴眼液, 二甲双胍, 博来霉素, 丝裂霉素, 柔红霉素, 多柔比星, 柳氮磺吡啶肠溶片, 青霉素皮试, 青霉素皮试液, 皮试, 不用抗生素, 停用抗生素, 布洛芬`);

describe('what is an antibiotic', () => {
  it('is every substance of the AWaRe list', () => {
    expect(AWARE.filter((one) => !named(one))).toEqual([]);
  });

  it('is what is sold as one in China, by whatever way it is given', () => {
    expect(CHINESE.filter((one) => !named(one))).toEqual([]);
  });

  it('is nothing against tuberculosis, viruses, fungi, parasites or tumours, no test on the skin and no word that there is none', () => {
    expect(OTHERS.filter(named)).toEqual([]);
  });

  it.each([
    ['J01CA04', true],
    ['j01fa10', true],
    ['J01', true],
    ['P01AB01', true],
    ['A07AA11', true],
    ['A07AA02', false], // nystatin
    ['S01AA12', true],
    ['S01AD03', false], // aciclovir
    ['D06AX09', true],
    ['J04AB02', false],
    ['J02AC01', false],
    ['N02BE01', false],
  ])('is told by codes of ATC: %s, %s', (code, expected) => {
    for (const system of ['http://www.whocc.no/atc', 'urn:oid:2.16.840.1.113883.6.73'])
      expect(isAntibiotic({ texts: [], codes: [{ system, code }] })).toBe(expected);
    expect(isAntibiotic({ texts: [], codes: [{ system: 'urn:their:list', code }] })).toBe(false);
  });

  it('cannot be read of a code of another list without words', () => {
    expect(isReadable({ texts: [], codes: [{ system: 'urn:their:list', code: 'J01CA04' }] })).toBe(false);
    expect(isReadable({ texts: [], codes: [] })).toBe(false);
    expect(isReadable({ texts: ['x'], codes: [] })).toBe(true);
  });

  it('is read of our own code, and of a medication that is contained', () => {
    const bare: JsonObject = { resourceType: 'MedicationRequest', status: 'active', intent: 'order' };
    const own = { ...bare, medicationCodeableConcept: { coding: [{ system: 'urn:xinglin:drug', code: 'cefixime' }] } };
    const inside = {
      ...bare,
      medicationReference: { reference: '#m' },
      contained: [
        { resourceType: 'Medication', id: 'other', code: { text: 'Paracetamol' } },
        { resourceType: 'Medication', id: 'm', code: { text: '红霉素' } },
      ],
    };
    for (const resource of [own, inside]) {
      const projection = project(resource, () => '2026-03-02');
      expect(factsOf(resource, projection, () => undefined)).toMatchObject([{ kind: 'line', value: 1 }]);
    }
  });
});
