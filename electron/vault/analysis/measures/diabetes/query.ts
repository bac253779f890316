import { registerOf } from '../register.ts';
import { definition } from './definition.ts';

export const diabetes = registerOf({
  definition,
  diagnosis: 'diabetes',
  value: 'hba1c',
  reached: 'v.value < 7',
  shown: "printf('%.1f', v.value)",
  unit: '%',
  within: 183,
});
