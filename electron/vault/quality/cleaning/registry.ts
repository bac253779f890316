/** Every rule of cleaning. A new one is a folder, its name in `shared/bridge/cleaning-rules.ts`, and a line here. */
import type { CleaningRuleName } from '../../../../shared/bridge/cleaning-rules.ts';
import { addresses } from './addresses/rule.ts';
import { blanks } from './blanks/rule.ts';
import { codes } from './codes/rule.ts';
import type { CleaningRule } from './contract.ts';
import { dates } from './dates/rule.ts';
import { duplicates } from './duplicates/rule.ts';
import { identity } from './identity/rule.ts';
import { names } from './names/rule.ts';
import { outliers } from './outliers/rule.ts';
import { phones } from './phones/rule.ts';
import { placeholders } from './placeholders/rule.ts';
import { sex } from './sex/rule.ts';
import { units } from './units/rule.ts';

export const RULES: { readonly [N in CleaningRuleName]: CleaningRule } = {
  blanks,
  placeholders,
  names,
  sex,
  dates,
  phones,
  identity,
  addresses,
  units,
  codes,
  duplicates,
  outliers,
};
