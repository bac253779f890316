/** Units of quantities: the UCUM code beside the unit as it was written; an amount that was written as a text; one without a unit. */
import { codingsOf } from '../../../../../shared/records/concept.ts';
import { isObject, type JsonObject, parseJson, toNumber } from '../../../../../shared/records/json.ts';
import { textIn } from '../../../../../shared/records/members.ts';
import { VITAL_SIGNS } from '../../../../../shared/records/observation/vital-signs.ts';
import { listedTest } from '../../../../../shared/terminology/tests.ts';
import { amountOf } from '../../../exchange/csv/decimal.ts';
import type { CleaningContext, CleaningRule, Path, Proposal } from '../contract.ts';
import { type Node, nodesOf } from '../nodes.ts';

const UCUM = 'http://unitsofmeasure.org';
const TYPES = new Set(['Quantity', 'SimpleQuantity', 'Age', 'Duration', 'Distance', 'Count', 'MoneyQuantity']);

export const units: CleaningRule = (resource, context) =>
  nodesOf(resource).flatMap((node) => {
    const { at, type, value, name, structure } = node;
    const measured = structure === 'Observation' || structure === 'Observation.component';
    if (measured && name === 'valueString') return amountIn(node, context);
    if (!TYPES.has(type) || !isObject(value) || toNumber(value.value) === undefined) return [];
    return [...unitOf(at, value, context), ...(measured && name === 'valueQuantity' ? unitless(node, value) : [])];
  });

/** "5.6 mmol/L" as an amount: it is charted and compared then. A letter alone behind a number may be a flag (H, L). */
function amountIn({ at, value, parent, paired }: Node, { units: known }: CleaningContext): Proposal[] {
  if (typeof value !== 'string' || paired || /[↑↓]/.test(value)) return [];
  if (Object.keys(parent).some((name) => /^_?value[A-Z]/.test(name) && name !== 'valueString')) return [];
  const amount = amountOf(value.trim(), '.');
  const unit = amount?.unit ?? '';
  if (!amount || (unit.length < 2 && unit !== '%') || /^\/\d/.test(unit)) return [];
  const parsed = known.parseUnit(unit);
  if (!parsed.ok) return [];
  const after = {
    value: parseJson(amount.value),
    ...(amount.comparator && { comparator: amount.comparator }),
    unit,
    system: UCUM,
    code: parsed.code,
  };
  return [
    { at, before: value, after: undefined, reason: 'amount-text' },
    { at: [...at.slice(0, -1), 'valueQuantity'], before: undefined, after, reason: 'amount-text' },
  ];
}

const VITAL_CODES = new Set<string>(Object.values(VITAL_SIGNS).flatMap(({ loinc }) => loinc.map(([code]) => code)));

/** An amount of what is measured in units, without any: which was meant, a person has to say. */
function unitless({ at, parent }: Node, { unit, code }: JsonObject): Proposal[] {
  if (unit !== undefined || code !== undefined) return [];
  const measured = codingsOf(parent.code).some(
    (coding) =>
      coding.system === 'http://loinc.org' &&
      (VITAL_CODES.has(textIn(coding.code)) || (listedTest(textIn(coding.code))?.units ?? []).length > 0),
  );
  return measured ? [{ at, before: parent.valueQuantity, after: undefined, reason: 'unit-missing', told: true }] : [];
}

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
