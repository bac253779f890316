import { expect, it } from 'vitest';
import { profileOf } from '../../../../shared/fhir/profiles.ts';
import { resourceTypes, type Structure, structureOf } from '../../../../shared/fhir/structure.ts';
import { findingText } from '../../../../shared/quality/finding.ts';
import { RULE_TEXTS } from '../../../../shared/quality/rule-texts.ts';
import { RECORD_TYPES } from '../../../../shared/records/contract.ts';

/** Keys of the rules of a structure, of its elements, and of what these are made of. */
function rulesOf(structure: Structure | undefined, seen: Set<string> = new Set()): string[] {
  if (!structure || seen.has(structure.name)) return [];
  seen.add(structure.name);
  const elements = [...structure.elements.values()];
  return [
    ...structure.rules.map(({ key }) => key),
    ...elements.flatMap(({ rules }) => rules.map(({ key }) => key)),
    ...elements.flatMap(({ inner, types }) =>
      [inner ?? [], types.map(({ code }) => code)].flat().flatMap((name) => rulesOf(structureOf(name), seen)),
    ),
  ];
}

/** Not judged as rules (dom-3), of definitions that stand in no record of a clinic, and inv-1, which is the name of two rules. */
const ASIDE = new Set(['dom-3', 'inv-1', 'drq-1', 'drq-2', 'trd-1', 'trd-2', 'trd-3']);

it('has words for every rule of the types of records, and for no other than rules that there are', () => {
  const asked = new Set(RECORD_TYPES.flatMap((type) => rulesOf(structureOf(type))));
  expect([...asked].filter((key) => !ASIDE.has(key) && RULE_TEXTS[key] === undefined)).toEqual([]);
  const all = new Set(resourceTypes().flatMap((type) => rulesOf(structureOf(type))));
  const ofVitals = profileOf('http://hl7.org/fhir/StructureDefinition/bp')?.root;
  const vitals = JSON.stringify(ofVitals);
  expect(Object.keys(RULE_TEXTS).filter((key) => !all.has(key) && !vitals.includes(`"${key}"`))).toEqual([]);
});

it('says them in both languages, with the key for whoever asks further', () => {
  const broken = (rule: string) => ({ key: 'invariant', params: { rule, human: 'Min <= Max' } }) as const;
  expect(findingText(broken('per-1'), 'en')).toBe('The end lies before the start. Check both. (per-1)');
  expect(findingText(broken('per-1'), 'zh-CN')).toBe('结束时间早于开始时间，请核对。（per-1）');
  expect(findingText(broken('eld-2'), 'zh-CN')).toContain('规则 eld-2');
  for (const [key, [en, zh]] of Object.entries(RULE_TEXTS)) {
    expect(en, key).toMatch(/^[A-Z].*\.$/);
    expect(zh, key).toMatch(/[一-龥].*。$/);
  }
});
