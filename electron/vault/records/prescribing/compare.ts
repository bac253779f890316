/** Whether two concepts of medicines and allergens are, contain, or belong to the same. */
import { HAN } from '../../../../shared/records/han.ts';
import { drugKnowledge } from '../../../../shared/terminology/drugs/knowledge.ts';
import type { Substances } from './substances.ts';

/** The same substance or code; of one group, by its code where our list has it; or only a name that stands within the other. */
export type Match =
  | { readonly by: 'ingredient' }
  | { readonly by: 'group'; readonly group?: string }
  | { readonly by: 'name' };

/** Signs of ATC: a substance has seven, the group of its chemical kind five. */
const ATC_SUBSTANCE = 7;
const ATC_GROUP = 5;

/** How they are the same, for an allergy or for doubled therapy; undefined where nothing says so. */
export function matchOf(a: Substances, b: Substances, use: 'allergy' | 'duplicate'): Match | undefined {
  if (meet(a.ingredients, b.ingredients) || meet(a.keys, b.keys)) return { by: 'ingredient' };
  const atc = a.atc.flatMap((one) => b.atc.map((other) => [one, other] as const));
  if (atc.some(([one, other]) => one === other && one.length >= ATC_SUBSTANCE)) return { by: 'ingredient' };
  const group = drugKnowledge().groups.find((one) => one[use] && a.groups.has(one.code) && b.groups.has(one.code));
  if (group) return { by: 'group', group: group.code };
  if (atc.some(([one, other]) => isOfOneGroup(one, other))) return { by: 'group' };
  return namedWithin(a, b) || namedWithin(b, a) ? { by: 'name' } : undefined;
}

/** Of the same group of five signs, or one a group that the other is in. */
function isOfOneGroup(a: string, b: string): boolean {
  const common = Math.min(ATC_GROUP, a.length, b.length);
  return common >= 4 && a.slice(0, common) === b.slice(0, common);
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}

/** Latin letters that are a name of their own also within another. */
const LONG = 7;

/** Words about a name that are none of it. */
const NOISE = /过敏史|过敏|药物|类药|类|史|allergic|allergies|allergy|reaction|drugs?|medicines?|medications?/g;

/** Whether a name of the one stands within a name of the other. */
function namedWithin(part: Substances, whole: Substances): boolean {
  return part.names.some((name) => {
    const core = name.replace(NOISE, '');
    const enough = HAN.test(core) ? core.length >= 2 : core.length >= LONG;
    if (enough) return whole.names.some((other) => other.includes(core));
    // a short word in Latin letters stands in many others: sulfa in sulfate
    return core.length > 2 && (whole.words.has(core) || whole.names.includes(core));
  });
}
