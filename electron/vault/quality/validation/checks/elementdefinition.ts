/**
 * An element of a StructureDefinition against the element that it constrains and its own types: http://hl7.org/fhir/R4/elementdefinition.html,
 * http://hl7.org/fhir/R4/profiling.html#structure
 */
import { type ElementStructure, isResourceType, structureOf } from '../../../../../shared/fhir/structure.ts';
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { choiceIn, objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Place } from '../place.ts';
import { checkExpression } from './expression.ts';
import { definedAt } from './paths.ts';

export interface ElementPlace {
  readonly element: JsonObject;
  readonly list: 'snapshot' | 'differential';
  /** FHIRPath of the element definition. */
  readonly path: string;
  /** Whether its path is one of the type that is defined. */
  readonly inside: boolean;
  /** Expressions of the rules met so far in the list, by their keys. */
  readonly expressions: Map<string, string>;
}

const WITH_LENGTH = new Set('base64Binary boolean xhtml'.split(' '));
/** Primitive types whose values have an order, and quantities. */
const ORDERED = new Set(
  'integer decimal instant date dateTime time positiveInt unsignedInt Age Count Distance Duration Money Quantity'.split(
    ' ',
  ),
);
const QUANTITIES = new Set('Age Count Distance Duration MoneyQuantity SimpleQuantity'.split(' '));

export function checkElementDefinition(place: Place, at: ElementPlace): void {
  const { report, value, known } = place;
  const { element, path, list } = at;
  const [min, max] = [element.min, textIn(element.max)];
  if (typeof min === 'number' && /^\d+$/.test(max) && min > Number(max)) report.error(`${path}.min`, 'min-max');
  const types = objectsIn(element.type).map(({ code }) => textIn(code));
  if (value.kind !== 'logical')
    types.forEach((name, k) => {
      if (name !== '' && !name.includes('/') && !structureOf(name))
        report.error(`${path}.type[${k}].code`, 'no-such-data-type');
    });
  checkRules(place, at);
  if (!known) return;
  const own = textIn(element.path);
  if (list === 'differential' && element.slicing !== undefined && !own.includes('.'))
    report.error(`${path}.slicing`, 'slicing-place');
  if (value.derivation === 'constraint' && at.inside && own.includes('.')) checkAgainstBase(place, at, own, types);
  if (types.length > 0 && types.every((name) => structureOf(name))) checkAgainstTypes(place, at, types);
}

/** Rules have keys, and a key means one thing. */
function checkRules({ report, value }: Place, { element, list, path, expressions }: ElementPlace): void {
  objectsIn(element.constraint).forEach((rule, k) => {
    const at = `${path}.constraint[${k}]`;
    checkExpression(report, rule.expression, `${at}.expression`);
    const [key, expression, source] = [textIn(rule.key), textIn(rule.expression), textIn(rule.source)];
    if (key === '' || key === 'ele-1') return;
    const before = expressions.get(key);
    if (before !== undefined && before !== expression) report.error(`${at}.key`, 'rule-key-twice');
    expressions.set(key, expression);
    const url = textIn(value.url);
    if (list === 'differential' && source !== '' && source !== url && source !== `${url}|${textIn(value.version)}`)
      report.error(`${at}.source`, 'rule-source');
  });
}

/** A profile takes away, and adds nothing: http://hl7.org/fhir/R4/profiling.html#cardinality */
function checkAgainstBase({ report }: Place, at: ElementPlace, own: string, types: readonly string[]): void {
  const { element, path } = at;
  const base = definedAt(own);
  if (base === 'missing') report.error(`${path}.path`, 'definition-no-element');
  if (typeof base === 'string') return;
  const chosen = base.choice && !own.endsWith('[x]');
  if (element.slicing !== undefined && base.max <= 1 && !base.choice) report.error(`${path}.slicing`, 'slicing-place');
  const slice = textIn(element.id).includes(':') || element.sliceName !== undefined;
  if (!slice && typeof element.min === 'number' && element.min < base.min)
    report.error(`${path}.min`, 'definition-wider');
  const max = textIn(element.max);
  if (max !== '' && (max === '*' ? Number.POSITIVE_INFINITY : Number(max)) > base.max)
    report.error(`${path}.max`, 'definition-wider');
  if (chosen) return;
  types.forEach((name, k) => {
    if (structureOf(name) && !allows(base, name))
      report.error(`${path}.type[${k}].code`, 'definition-other-type', {
        types: base.types.map(({ code }) => code).join(', '),
      });
  });
}

function allows({ types }: ElementStructure, name: string): boolean {
  return types.some(
    ({ code }) =>
      code === name ||
      code === 'Element' ||
      code === '*' ||
      (code === 'Resource' && isResourceType(name)) ||
      (code === 'Quantity' && QUANTITIES.has(name)) ||
      // ids and addresses are FHIRPath's own strings in the definitions
      (structureOf(code)?.kind === 'primitive' && (name === 'string' || name === 'id' || name === 'uri')),
  );
}

/** What an element says of its values suits their types, beside rules eld-5 to eld-17. */
function checkAgainstTypes({ report }: Place, { element, path, list }: ElementPlace, types: readonly string[]): void {
  const wrong = (name: string) =>
    report.error(`${path}.${name}`, 'definition-not-for-type', { types: types.join(', ') });
  if (
    element.maxLength !== undefined &&
    !types.some((name) => structureOf(name)?.kind === 'primitive' && !WITH_LENGTH.has(name))
  )
    wrong('maxLength');
  for (const limit of ['minValue', 'maxValue'] as const)
    if (choiceIn(element, limit) && !types.some((name) => ORDERED.has(name))) wrong(limit);
  if (list !== 'snapshot' || !textIn(element.path).includes('.')) return;
  for (const said of ['defaultValue', 'fixed', 'pattern'] as const) {
    const value = choiceIn(element, said);
    if (value && !types.some((name) => name.toLowerCase() === value.type.toLowerCase())) wrong(said + value.type);
  }
}
