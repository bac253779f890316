import { registerOf } from '../register.ts';
import { definition } from './definition.ts';

export const hypertension = registerOf({
  definition,
  diagnosis: 'hypertension',
  value: 'pressure',
  reached: 'v.value < 140 AND v.other < 90',
  above: 'v.value >= 140 OR v.other >= 90',
  within: 90,
});
