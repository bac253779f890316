import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Match, matchOf } from '../../../electron/vault/records/prescribing/compare.ts';
import { substancesOf } from '../../../electron/vault/records/prescribing/substances.ts';
import { drugKnowledge } from '../../../shared/terminology/drugs/knowledge.ts';
import { DRUGS, listedDrugs } from '../../../shared/terminology/drugs.ts';

const named = (...texts: string[]) => substancesOf({ texts, codes: [] });
const coded = (system: string, code: string) => substancesOf({ texts: [], codes: [{ system, code }] });
const ours = (code: string) => coded(DRUGS, code);
const by = (match: Match | undefined) => (match?.by === 'group' ? (match.group ?? 'group') : match?.by);
const allergic = (medicine: string, allergy: string) => by(matchOf(named(medicine), named(allergy), 'allergy'));
const doubled = (medicine: string, other: string) => by(matchOf(named(medicine), named(other), 'duplicate'));

describe('what is known of drugs', () => {
  const { groups, names, drugs } = drugKnowledge();
  it('names only substances and drugs that there are, each group once, in both languages', () => {
    const substances = new Set([...drugs.values()].flat());
    for (const { members, code, en, zh, allergy, duplicate } of groups) {
      expect(
        [...members].filter((one) => !substances.has(one) && one !== 'lincomycin'),
        code,
      ).toEqual([]);
      expect([en, zh].every((word) => word !== '') && (allergy || duplicate), code).toBe(true);
    }
    expect(new Set(groups.map(({ code }) => code)).size).toBe(groups.length);
    expect(names.every(({ name, substances: of }) => name !== '' && of.length > 0)).toBe(true);
  });
});

describe('an allergy', () => {
  it.each([
    // case, width, accents, plural, spelling, a slip
    ['Amoxicillin', 'AMOXICILLIN', 'ingredient'],
    ['Amoxicillin', 'ａｍｏｘｉｃｉｌｌｉｎ', 'ingredient'],
    ['Amoxicillin', 'amoxycillin', 'ingredient'],
    ['Amoxicillin', 'Amoxicilin', 'ingredient'],
    ['Amoxicillin', 'allergic to penicillins!', 'penicillins'],
    ['Amoxicillin', 'PenicillinV', 'penicillins'],
    ['Paracetamol', 'Acetaminophen', 'ingredient'],
    ['Ibuprofen', 'aspirin', 'nsaids'],
    ['Diclofenac', 'NSAIDs', 'nsaids'],
    // Chinese: simplified and traditional, other characters with the same sounds, pinyin
    ['阿莫西林', '青霉素过敏', 'penicillins'],
    ['阿莫西林', '盤尼西林', 'penicillins'],
    ['氨苄西林', '青梅素', 'penicillins'],
    ['阿莫西林', 'qingmeisu', 'penicillins'],
    ['阿莫西林', 'Qing mei su guomin', 'penicillins'],
    ['头孢克肟', '头孢', 'cephalosporins'],
    ['头孢地尼胶囊', '先锋霉素', 'cephalosporins'],
    ['复方磺胺甲噁唑', '磺胺类药物', 'sulfonamides'],
    ['左氧氟沙星', '喹诺酮', 'quinolones'],
    ['对乙酰氨基酚', '扑热息痛', 'ingredient'],
    // brands and combinations
    ['Augmentin 625', 'Amoxicillin', 'ingredient'],
    ['Augmentin', 'penicillin', 'penicillins'],
    ['Bactrim forte', 'sulfa', 'sulfonamides'],
    ['百服宁', 'Paracetamol', 'ingredient'],
    ['缬沙坦氨氯地平', '氨氯地平', 'ingredient'],
    ['泰诺', '对乙酰氨基酚', 'ingredient'],
    ['amoxicillin/clavulanate 875/125', 'Co-amoxiclav', 'ingredient'],
    ['Cefalexin', 'penicillin', 'beta-lactams'],
    ['头孢氨苄', '青霉素', 'beta-lactams'],
    // what our list does not have: by the stem of its name, or by the name itself
    ['Flucloxacillin', 'penicillin', 'penicillins'],
    ['Cefdinir', 'cefalexin', 'cephalosporins'],
    ['Gatifloxacin', 'levofloxacin', 'quinolones'],
    ['Vancomycin', 'vancomycin', 'name'],
    ['万古霉素注射液', '万古霉素', 'name'],
  ])('of %s against %s warns', (medicine, allergy, match) => {
    expect(allergic(medicine, allergy)).toBe(match);
  });

  it.each([
    ['Nystatin', 'statins'],
    ['Ferrous sulfate', 'sulfa drugs'],
    ['Magnesium sulfate', 'sulfonamides'],
    ['Paracetamol', 'penicillin'],
    ['对乙酰氨基酚', '青霉素'],
    ['Amlodipine', 'Egg, nuts'],
    ['氨氯地平', '花生、海鲜'],
    ['Metformin', 'metronidazole'],
    ['Aripiprazole', 'omeprazole'],
  ])('of %s does not make %s one', (medicine, allergy) => {
    expect(allergic(medicine, allergy)).toBe(undefined);
  });

  it('is found by codes: ours, those of any list that both carry, and the groups that ATC codes are built of', () => {
    expect(by(matchOf(ours('amoxicillin-and-clavulanic-acid'), named('Amoxicillin'), 'allergy'))).toBe('ingredient');
    expect(by(matchOf(coded('urn:national', 'X01'), coded('urn:national', 'x01'), 'allergy'))).toBe('ingredient');
    expect(matchOf(coded('urn:national', 'X01'), coded('urn:other', 'X01'), 'allergy')).toBe(undefined);
    const atc = (code: string) => coded('http://www.whocc.no/atc', code);
    expect(by(matchOf(atc('C09AA02'), atc('c09aa02'), 'allergy'))).toBe('ingredient');
    expect(by(matchOf(atc('C09AA02'), atc('C09AA05'), 'duplicate'))).toBe('group');
    expect(by(matchOf(atc('C09AA02'), atc('C09AA'), 'allergy'))).toBe('group');
    expect(matchOf(atc('C09AA02'), atc('C09CA01'), 'duplicate')).toBe(undefined);
  });

  it('is never lost to the way in which a name of our list is written', () => {
    const drug = fc.constantFrom(...listedDrugs());
    const written = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)),
      (text) => `  ${text} 过敏。`,
      (text) => `Allergy: ${text}`,
      (text) => text.split('').join('\u200b'),
    );
    fc.assert(
      fc.property(drug, written, fc.boolean(), ({ code, en, zh }, write, chinese) => {
        const allergy = named(write(chinese ? zh : en));
        expect(by(matchOf(ours(code), allergy, 'allergy'))).toBe('ingredient');
        expect(by(matchOf(named(`${chinese ? en : zh} 5 mg`), allergy, 'allergy'))).toBe('ingredient');
      }),
      { numRuns: 600 },
    );
  });

  it('is the same from either side', () => {
    const concept = fc.constantFrom(...listedDrugs().flatMap(({ en, zh }) => [en, zh]), 'penicillin', '磺胺', 'xyz');
    fc.assert(
      fc.property(concept, concept, (a, b) => {
        for (const use of ['allergy', 'duplicate'] as const)
          expect(matchOf(named(a), named(b), use)).toEqual(matchOf(named(b), named(a), use));
      }),
      { numRuns: 600 },
    );
  });
});

describe('doubled therapy', () => {
  it.each([
    ['Enalapril', 'Lisinopril', 'ace-inhibitors'],
    ['Enalapril', '依那普利', 'ingredient'],
    ['络活喜', 'Amlodipine 5 mg', 'ingredient'],
    ['Ibuprofen', 'Diclofenac gel', 'nsaids'],
    ['泰诺', 'Panadol', 'ingredient'],
    ['Aminophylline', 'Theophylline', 'xanthines'],
    ['Valaciclovir', 'Aciclovir', 'ingredient'],
    ['倍博特', 'Losartan', 'arbs'],
    ['Amlodipine', 'Losartan', undefined],
    ['Amoxicillin', 'Cefixime', undefined], // one allergy, but two therapies
  ])('of %s with %s: %s', (medicine, other, match) => {
    expect(doubled(medicine, other)).toBe(match);
  });
});
