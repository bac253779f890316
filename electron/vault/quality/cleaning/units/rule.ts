/** Units of quantities: the UCUM code beside the unit as it was written. */
import { isObject, type JsonObject, toNumber } from '../../../../../shared/records/json.ts';
import type { CleaningContext, CleaningRule, Path, Proposal } from '../contract.ts';
import { nodesOf } from '../nodes.ts';

const UCUM = 'http://unitsofmeasure.org';
const TYPES = new Set(['Quantity', 'SimpleQuantity', 'Age', 'Duration', 'Distance', 'Count', 'MoneyQuantity']);

export const units: CleaningRule = (resource, context) =>
  nodesOf(resource).flatMap(({ at, type, value }) =>
    TYPES.has(type) && isObject(value) && toNumber(value.value) !== undefined ? unitOf(at, value, context) : [],
  );

function unitOf(at: Path, quantity: JsonObject, { units: known }: CleaningContext): Proposal[] {
  const { system, code, unit } = quantity;
  // a code of another system is its sender's
  if (system !== undefined && system !== UCUM) return [];
  const [written, text] = [code, unit].map((said) => (typeof said === 'string' && said !== '' ? said : undefined));
  const from = written ?? text;
  if (from === undefined) return [];
  const parsed = known.parseUnit(from);
  if (!parsed.ok) {
    const reason = parsed.why === 'ambiguous' ? 'unit-ambiguous' : 'unit-unknown';
    // words for what is counted (tablets) are units of no system
    return written === undefined && system === undefined && parsed.why !== 'ambiguous'
      ? []
      : [{ at: [...at, written === undefined ? 'unit' : 'code'], before: from, after: undefined, reason, told: true }];
  }
  if (parsed.code === written && system === UCUM) return [];
  const set = (name: string, before: Proposal['before'], after: string): Proposal[] =>
    before === after ? [] : [{ at: [...at, name], before, after, reason: 'unit-code' }];
  return [
    ...set('system', system, UCUM),
    ...set('code', code, parsed.code),
    // what was written is not lost with the code that it stood in
    ...(text === undefined && written !== undefined && written !== parsed.code ? set('unit', unit, written) : []),
  ];
}
