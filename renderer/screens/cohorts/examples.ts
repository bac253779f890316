/** Definitions to begin with, which teach what can be said. */
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { VALUE_CHOICES } from './values.ts';

const HYPERTENSION = { from: 'I10', to: 'I15', zh: '高血压', en: 'hypertension' };
const DIABETES = { from: 'E10', to: 'E14', zh: '糖尿病', en: 'diabetes' };

const measured = (key: string) => {
  const choice = VALUE_CHOICES.find((one) => one.key === key) ?? VALUE_CHOICES[0];
  return { kind: 'value' as const, of: choice.of, unit: choice.unit };
};

export const EXAMPLES = ['pressure', 'diabetes', 'influenza'] as const;

export const EXAMPLE_COHORTS: Readonly<Record<(typeof EXAMPLES)[number], Cohort>> = {
  pressure: {
    v: 1,
    people: 'living',
    where: {
      kind: 'all',
      of: [
        { kind: 'sex', sex: 'female' },
        { kind: 'age', from: 41 },
        { kind: 'diagnosis', of: [HYPERTENSION] },
        { ...measured('8480-6'), is: { above: 140 } },
        { kind: 'not', of: { kind: 'visit', within: 90 } },
      ],
    },
  },
  diabetes: {
    v: 1,
    people: 'living',
    where: {
      kind: 'all',
      of: [
        { kind: 'diagnosis', of: [DIABETES] },
        { kind: 'not', of: { ...measured('4548-4'), within: 365 } },
      ],
    },
  },
  influenza: {
    v: 1,
    people: 'living',
    where: {
      kind: 'all',
      of: [
        { kind: 'age', from: 65 },
        { kind: 'not', of: { kind: 'vaccine', of: [{ text: 'influenza' }, { text: '流感' }], within: 365 } },
      ],
    },
  },
};
