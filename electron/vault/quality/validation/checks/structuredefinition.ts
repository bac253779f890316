/** StructureDefinition (http://hl7.org/fhir/R4/structuredefinition.html) beside its rules: what it says it constrains, against that. */
import { structureOf } from '../../../../../shared/fhir/structure.ts';
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';
import { checkElementDefinition } from './elementdefinition.ts';
import { definedAt } from './paths.ts';

const TYPE_ADDRESS = 'http://hl7.org/fhir/StructureDefinition/';
const EXTENSION = `${TYPE_ADDRESS}Extension`;
const KINDS = { primitive: 'primitive-type', complex: 'complex-type', resource: 'resource' } as const;
/** Contexts that are no type and no path: http://hl7.org/fhir/R4/defining-extensions.html#context */
const CONTEXTS = new Set([
  'Any',
  'Element',
  'Resource',
  'DomainResource',
  'CanonicalResource',
  'MetadataResource',
  'DataType',
]);

export const checkStructureDefinition: Check = (place) => {
  const { value, path, report } = place;
  const [type, base] = [textIn(value.type), textIn(value.baseDefinition)];
  const named = base.startsWith(TYPE_ADDRESS) ? (base.slice(TYPE_ADDRESS.length).split('|')[0] ?? '') : '';
  const structure = structureOf(named);
  if (base !== '' && value.derivation === undefined) report.error(`${path}.derivation`, 'missing');
  if (structure) {
    if (value.derivation === 'constraint') {
      if (named !== type) report.error(`${path}.type`, 'definition-type', { type: named });
      if (value.kind !== KINDS[structure.kind])
        report.error(`${path}.kind`, 'definition-kind', { kind: KINDS[structure.kind] });
    } else if (value.derivation === 'specialization' && named === type)
      report.error(`${path}.type`, 'definition-same-type');
  }
  checkType(place, type);
  if (type === 'Extension') {
    if (base === EXTENSION) checkOwnAddress(place);
    checkContexts(place);
  } else if (value.context !== undefined) report.error(`${path}.context`, 'context-of-extension');
  for (const list of ['snapshot', 'differential'] as const) {
    const holder = value[list];
    if (isObject(holder)) checkElements(place, list, type, objectsIn(holder.element), `${path}.${list}`);
  }
};

/** A type is FHIR's, or a logical model's of its own address; FHIR's own are defined once. */
function checkType({ value, path, report, known }: Place, type: string): void {
  if (!known || type === '') return;
  if (/^[a-z][a-z0-9+.-]*:/i.test(type)) {
    if (value.kind !== 'logical') report.error(`${path}.type`, 'no-such-data-type');
  } else if (!structureOf(type)) {
    if (value.kind !== 'logical') report.error(`${path}.type`, 'no-such-data-type');
  } else if (value.derivation !== 'constraint' && textIn(value.url) !== TYPE_ADDRESS + type)
    report.error(`${path}.derivation`, 'definition-again', { type });
}

/** http://hl7.org/fhir/R4/defining-extensions.html: the url of an extension is fixed to the address of its definition. */
function checkOwnAddress({ value, path, report, known }: Place): void {
  const url = textIn(value.url);
  if (!known || url === '') return;
  for (const list of ['differential', 'snapshot'] as const) {
    const holder = value[list];
    const elements = isObject(holder) ? objectsIn(holder.element) : [];
    const at = elements.findIndex((element) => element.path === 'Extension.url' && element.fixedUri !== undefined);
    if (at < 0) continue;
    if (textIn(elements[at]?.fixedUri) !== url)
      report.error(`${path}.${list}.element[${at}].fixedUri`, 'extension-own-url', { url });
    return;
  }
  report.error(`${path}.differential`, 'extension-own-url', { url });
}

function checkContexts({ value, path, report, known }: Place): void {
  if (!known) return;
  objectsIn(value.context).forEach(({ type, expression }, i) => {
    const text = textIn(expression);
    if (type !== 'element' || text === '' || CONTEXTS.has(text) || /[#:/]/.test(text)) return;
    if (!structureOf(text) && definedAt(text) === 'missing')
      report.error(`${path}.context[${i}].expression`, 'context-unknown');
  });
}

function checkElements(
  place: Place,
  list: 'snapshot' | 'differential',
  type: string,
  elements: readonly JsonObject[],
  path: string,
): void {
  const { report } = place;
  const root = type.slice(type.lastIndexOf('/') + 1);
  const ids = new Set<string>();
  const expressions = new Map<string, string>();
  elements.forEach((element, i) => {
    const at = `${path}.element[${i}]`;
    const own = textIn(element.path);
    const inside = root === '' || own === root || own.startsWith(`${root}.`);
    if (!inside) report.error(`${at}.path`, 'definition-path', { type: root });
    const id = textIn(element.id);
    if (id !== '' && ids.has(id)) report.error(`${at}.id`, 'element-id-twice');
    ids.add(id);
    checkElementDefinition(place, { element, list, path: at, inside, expressions });
  });
}
