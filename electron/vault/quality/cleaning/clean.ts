/** A resource, cleaned by rules that somebody chose. */
import { CLEANING_RULES, type CleaningRuleName } from '../../../../shared/bridge/cleaning-rules.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import { applyProposals } from './apply.ts';
import type { CleaningContext, Proposal } from './contract.ts';
import { RULES } from './registry.ts';

/** What a rule proposes; `at` is where it stood when the rule looked. */
export interface Cleaned {
  readonly resource: JsonObject;
  readonly proposals: readonly (Proposal & { readonly rule: CleaningRuleName })[];
}

/** How often the rules look again at what they changed; two are enough for all that is known. */
const PASSES = 5;

/** The resource as the rules would have it, and why. Pure; cleaning what is clean changes nothing. */
export function cleanResource(
  resource: JsonObject,
  rules: readonly CleaningRuleName[],
  context: CleaningContext,
): Cleaned {
  const changes: Cleaned['proposals'][number][] = [];
  let cleaned = resource;
  for (let pass = 0; pass < PASSES; pass++) {
    const told: typeof changes = [];
    const before = changes.length;
    for (const rule of CLEANING_RULES.filter((name) => rules.includes(name))) {
      const said = RULES[rule](cleaned, context).map((one) => ({ ...one, rule }));
      told.push(...said.filter((one) => one.told));
      const done = said.filter((one) => !one.told);
      if (done.length === 0) continue;
      changes.push(...done);
      cleaned = applyProposals(cleaned, done);
    }
    if (changes.length === before) return { resource: cleaned, proposals: [...changes, ...told] };
  }
  // rules that never agree: nothing of it is worth having
  return { resource, proposals: [] };
}
