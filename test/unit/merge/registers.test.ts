import { describe, expect, it } from 'vitest';
import { resourceTypes, structureOf } from '../../../shared/fhir/structure.ts';
import { boundElements, isSet, registerOf } from '../../../shared/merge/registers.ts';
import { RECORD_TYPES } from '../../../shared/records/contract.ts';
import { recordTypes } from '../../../shared/records/registry.ts';
import frozenBound from './frozen-bound.json' with { type: 'json' };
import frozen from './frozen-registers.json' with { type: 'json' };

interface Frozen {
  /** Lists whose elements are registers of their own. */
  readonly sets: string;
  /** Elements that are a register by themselves. */
  readonly alone: string;
  readonly together: Readonly<Record<string, string>>;
}

/**
 * The registers of every element of FHIR R4, for each known type. Wire format: a difference here means that workstations of
 * two versions merge differently, and needs a new version of the format, not a new line in this file.
 */
const FROZEN: Readonly<Record<string, Frozen>> = frozen;

/** What invariants bind, of every type of FHIR R4, and the sets of those without a folder of their own. Wire format as well. */
const BOUND: Readonly<Record<string, { readonly sets?: string; readonly bound: Readonly<Record<string, string>> }>> =
  frozenBound as never;

const wordsOf = (text: string): string[] => text.split(' ').filter((word) => word !== '');

describe('the registers of a record', () => {
  it('are frozen for every known type', () => {
    expect(Object.keys(FROZEN).sort()).toEqual([...RECORD_TYPES].sort());
  });

  it.each(Object.entries(FROZEN))('of %s are those of the format', (type, { sets, alone, together }) => {
    const ordinary = [
      ...wordsOf(alone).map((element) => [element, element]),
      ...Object.entries(together).flatMap(([register, elements]) =>
        wordsOf(elements).map((element) => [element, register]),
      ),
    ] as [string, string][];
    expect(ordinary.map(([element]) => [element, registerOf(type, element)])).toEqual(ordinary);
    expect(ordinary.map(([element]) => registerOf(type, `_${element}`))).toEqual(
      ordinary.map(([, register]) => register),
    );
    expect(ordinary.filter(([element]) => isSet(type, element))).toEqual([]);
    expect(wordsOf(sets).filter((element) => !isSet(type, element))).toEqual([]);
  });

  it.each(resourceTypes())('of %s are bound by its invariants as they were frozen', (type) => {
    const structure = structureOf(type) ?? never();
    const expected = Object.entries(BOUND[type]?.bound ?? {}).flatMap(([register, elements]) =>
      wordsOf(elements).map((element) => [element, register]),
    );
    expect(boundElements(structure)).toEqual(Object.fromEntries(expected));
    if ((RECORD_TYPES as readonly string[]).includes(type)) return;
    const sets = [...structure.elements.keys()].filter((element) => isSet(type, element));
    expect(sets).toEqual(wordsOf(BOUND[type]?.sets ?? ''));
  });

  it.each([...RECORD_TYPES, 'Tomorrow', 'constructor'])('of %s take nothing from what every object has', (type) => {
    for (const element of ['constructor', 'toString', '__proto__']) {
      expect([registerOf(type, element), isSet(type, element)]).toEqual([element.replace(/^_/, ''), false]);
    }
  });

  it.each(resourceTypes())('of %s follow its definition: choices, lists, invariants', (type) => {
    const structure = structureOf(type);
    const groups: Readonly<Record<string, string>> =
      Object.values(recordTypes).find((one) => one.type === type)?.groups ?? boundElements(structure ?? never());
    const wrong = [...(structure?.properties ?? [])].filter(([name, { element }]) => {
      const register = registerOf(type, name);
      if (register !== (groups[element.name] ?? element.name)) return true;
      return isSet(type, name) && (element.min > 0 || element.max < 2 || element.choice || name in groups);
    });
    expect(wrong).toEqual([]);
  });

  it.each(RECORD_TYPES)('of %s bind what an invariant binds', (type) => {
    const byRegister = new Map<string, Set<string>>();
    for (const [element, register] of Object.entries(boundElements(structureOf(type) ?? never()))) {
      // a code inside of what the invariant looks at, not the element: ait-1, con-4
      if (element === 'code' && ['Condition', 'AllergyIntolerance'].includes(type)) continue;
      byRegister.set(register, (byRegister.get(register) ?? new Set()).add(registerOf(type, element)));
    }
    expect([...byRegister].filter(([, registers]) => registers.size !== 1)).toEqual([]);
  });

  it('leave locations of a referral apart that only look like a choice', () => {
    expect(['locationCode', 'locationReference'].map((name) => registerOf('ServiceRequest', name))).toEqual([
      'locationCode',
      'locationReference',
    ]);
  });

  it('of lists that must not become empty, or that are not of objects, are no sets', () => {
    expect([isSet('Encounter', 'participant'), isSet('Appointment', 'participant')]).toEqual([true, false]);
    expect([isSet('Condition', 'category'), isSet('AllergyIntolerance', 'category')]).toEqual([true, false]);
  });

  it('of an unknown type are its elements, choices as one', () => {
    expect(
      ['code', 'component', 'valueString', '_valueString'].map((element) => registerOf('Tomorrow', element)),
    ).toEqual(['code', 'component', 'value', 'value']);
    expect(isSet('Tomorrow', 'note')).toBe(true);
  });
});

function never(): never {
  throw new Error('a type without a definition');
}
