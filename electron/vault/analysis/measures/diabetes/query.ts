import { registerOf } from '../register.ts';
import { definition } from './definition.ts';

export const diabetes = registerOf({
  definition,
  diagnosis: 'diabetes',
  value: 'hba1c',
  // below 7 is what is less than 7, but not what is more than 6.5
  reached: 'value < 7 AND coalesce(other, 0) <= 0 OR value = 7 AND other = -2',
  above: 'value >= 7 AND coalesce(other, 0) >= 0',
  within: 183,
});
