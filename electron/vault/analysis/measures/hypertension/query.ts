import { registerOf } from '../register.ts';
import { definition } from './definition.ts';

export const hypertension = registerOf({
  definition,
  diagnosis: 'hypertension',
  value: 'pressure',
  reached: 'v.value < 140 AND v.other < 90',
  // converted values have decimals that nobody measured
  shown: "printf('%d/%d', round(v.value), round(v.other))",
  unit: 'mm[Hg]',
  within: 90,
});
