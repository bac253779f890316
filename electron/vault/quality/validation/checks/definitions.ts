/**
 * SearchParameter, CapabilityStatement and OperationDefinition beside their rules:
 * http://hl7.org/fhir/R4/searchparameter.html, capabilitystatement.html, operationdefinition.html
 */
import { isResourceType } from '../../../../../shared/fhir/structure.ts';
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn, textsIn } from '../../../../../shared/records/members.ts';
import type { Check } from '../place.ts';
import { checkExpression } from './expression.ts';

const PARAMETER_ADDRESS = 'http://hl7.org/fhir/SearchParameter/';

/** A parameter says what it is of, and does not change the type of what it is derived from. */
export const checkSearchParameter: Check = ({ value, path, report, known }) => {
  const type = textIn(value.type);
  const parent = textIn(value.derivedFrom).split('|')[0] ?? '';
  const from = known?.searchType(parent);
  if (from !== undefined && from !== type) report.error(`${path}.type`, 'search-type', { type: from });
  // the published ones are named after the type that they are of
  const [of = ''] = parent.startsWith(PARAMETER_ADDRESS) ? parent.slice(PARAMETER_ADDRESS.length).split('-') : [];
  if (from !== undefined && isResourceType(of))
    textsIn(value.base).forEach((base, i) => {
      if (base !== of) report.error(`${path}.base[${i}]`, 'search-base', { type: of });
    });
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
