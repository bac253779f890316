/**
 * SearchParameter, CapabilityStatement, StructureDefinition and OperationDefinition beside their rules:
 * http://hl7.org/fhir/R4/searchparameter.html, capabilitystatement.html, structuredefinition.html, operationdefinition.html
 */
import { parseFhirPath } from '@medplum/core';
import { isResourceType, structureOf } from '../../../../../shared/fhir/structure.ts';
import { isObject, type JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';

const TYPE_ADDRESS = 'http://hl7.org/fhir/StructureDefinition/';

/** A parameter says what it is of, and does not change the type of what it is derived from. */
export const checkSearchParameter: Check = ({ value, path, report, known }) => {
  const type = textIn(value.type);
  const from = known?.searchType(textIn(value.derivedFrom).split('|')[0] ?? '');
  if (from !== undefined && from !== type) report.error(`${path}.type`, 'search-type', { type: from });
  const components = objectsIn(value.component);
  if (type === 'composite' && components.length === 0) report.error(`${path}.component`, 'missing');
  if (type !== 'composite' && components.length > 0) report.error(`${path}.component`, 'component-of-composite');
  checkExpression(report, value.expression, `${path}.expression`);
  components.forEach((one, i) => {
    checkExpression(report, one.expression, `${path}.component[${i}].expression`);
    if (known?.searchType(textIn(one.definition).split('|')[0] ?? '') === 'composite')
      report.error(`${path}.component[${i}].definition`, 'component-of-composite');
  });
};

export const checkCapabilityStatement: Check = ({ value, path, report, known }) => {
  objectsIn(value.rest).forEach((rest, i) => {
    checkSearches(rest, `${path}.rest[${i}]`);
    objectsIn(rest.resource).forEach((resource, k) => {
      checkSearches(resource, `${path}.rest[${i}].resource[${k}]`);
    });
  });

  function checkSearches(holder: JsonObject, at: string): void {
    objectsIn(holder.searchParam).forEach((one, i) => {
      const type = known?.searchType(textIn(one.definition).split('|')[0] ?? '');
      if (type !== undefined && type !== textIn(one.type))
        report.error(`${at}.searchParam[${i}].type`, 'search-type', { type });
    });
  }
};

/** Paths, types and rules of the elements that it defines. */
export const checkStructureDefinition: Check = (place) => {
  const { value, path, report } = place;
  const [type, base] = [textIn(value.type), textIn(value.baseDefinition)];
  const named = base.startsWith(TYPE_ADDRESS) ? base.slice(TYPE_ADDRESS.length).split('|')[0] : undefined;
  if (value.derivation === 'constraint' && named !== undefined && structureOf(named) && named !== type)
    report.error(`${path}.type`, 'definition-type', { type: named });
  for (const list of ['snapshot', 'differential'] as const) {
    const holder = value[list];
    if (isObject(holder)) checkElements(place, type, objectsIn(holder.element), `${path}.${list}`);
  }
};

function checkElements(place: Place, type: string, elements: readonly JsonObject[], path: string): void {
  const { report, value } = place;
  const ids = new Set<string>();
  const root = type.slice(type.lastIndexOf('/') + 1);
  elements.forEach((element, i) => {
    const at = `${path}.element[${i}]`;
    const own = textIn(element.path);
    if (root !== '' && own !== root && !own.startsWith(`${root}.`))
      report.error(`${at}.path`, 'definition-path', { type: root });
    const id = textIn(element.id);
    if (id !== '' && ids.has(id)) report.error(`${at}.id`, 'element-id-twice');
    ids.add(id);
    const [min, max] = [element.min, textIn(element.max)];
    if (typeof min === 'number' && /^\d+$/.test(max) && min > Number(max)) report.error(`${at}.min`, 'min-max');
    objectsIn(element.constraint).forEach((one, k) => {
      checkExpression(report, one.expression, `${at}.constraint[${k}].expression`);
    });
    if (value.kind !== 'logical')
      objectsIn(element.type).forEach(({ code }, k) => {
        const name = textIn(code);
        if (name !== '' && !name.includes('/') && !structureOf(name) && !isResourceType(name))
          report.error(`${at}.type[${k}].code`, 'no-such-data-type');
      });
  });
}

/** Names of parameters are told apart by whether they go in or out. */
export const checkOperationDefinition: Check = ({ value, path, report }) => {
  checkParameters(value, path);

  function checkParameters(holder: JsonObject, at: string): void {
    const list = holder === value ? 'parameter' : 'part';
    const seen = new Set<string>();
    objectsIn(holder[list]).forEach((one, i) => {
      const here = `${at}.${list}[${i}]`;
      const name = `${textIn(one.use)} ${textIn(one.name)}`;
      if (seen.has(name)) report.error(`${here}.name`, 'name-twice');
      seen.add(name);
      if (!/^(\*|\d+)$/.test(textIn(one.max))) report.error(`${here}.max`, 'bad-format', { type: '* or integer' });
      else if (typeof one.min === 'number' && one.max !== '*' && one.min > Number(one.max))
        report.error(`${here}.min`, 'min-max');
      checkParameters(one, here);
    });
  }
};

/** http://hl7.org/fhir/R4/metadatatypes.html#Expression: what says that it is FHIRPath is. */
export const checkFhirPath: Check = ({ value: { language, expression }, path, report }) => {
  if (language === 'text/fhirpath') checkExpression(report, expression, `${path}.expression`);
};

/** http://hl7.org/fhir/R4/fhirpath.html: an expression can be read. */
function checkExpression(report: Place['report'], expression: JsonObject[string] | undefined, path: string): void {
  if (typeof expression !== 'string' || expression.length > 20_000) return;
  try {
    parseFhirPath(expression);
  } catch {
    report.error(path, 'bad-expression');
  }
}
