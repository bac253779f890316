/** Extensions: http://hl7.org/fhir/R4/extensibility.html, and what the definitions of those that come with R4 say of them. */
import type { ExtensionRule } from '../../../../../shared/fhir/extensions.ts';
import { elementOf, structureOf } from '../../../../../shared/fhir/structure.ts';
import { codingsOf } from '../../../../../shared/records/concept.ts';
import type { JsonObject } from '../../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../../shared/records/members.ts';
import type { Check, Place } from '../place.ts';
import { isAbsolute } from './reference.ts';

const DEFINITIONS = new Set([
  'CapabilityStatement',
  'CodeSystem',
  'ConceptMap',
  'NamingSystem',
  'OperationDefinition',
  'SearchParameter',
  'StructureDefinition',
  'ValueSet',
]);

/** Addresses for examples, of DICOM, and those of FHIR that have come since R4: nobody can know them all. */
const FREE =
  /^https?:\/\/(?:[^/]*\.)?(?:example\.(?:org|com)|acme\.(?:org|com)|nema\.org)(?:\/|$)|^http:\/\/hl7\.org\/fhir\/(?:tools\/)?StructureDefinition\//;
const OTHER_VERSION = /^http:\/\/hl7\.org\/fhir\/(\d+\.\d+)\/StructureDefinition\/extension-([^/]+)$/;
const VERSIONS = new Set(['1.0', '1.4', '3.0', '4.0', '4.3', '5.0', '6.0']);

/** Of a whole extension or one in it; `url` of the latter is relative to the former. */
export const checkExtensions: Check = (place) => {
  const { value, path } = place;
  const inside = place.type?.code === 'Extension';
  for (const list of ['extension', 'modifierExtension'] as const)
    objectsIn(value[list]).forEach((extension, i) => {
      const at = `${path}.${list}[${i}]`;
      const url = typeof extension.url === 'string' ? extension.url : '';
      if (url === '') return;
      if (!isAbsolute(url)) {
        if (!inside) place.report.error(`${at}.url`, 'not-absolute');
        return;
      }
      const [bare = ''] = url.split('|');
      const rule = place.known?.extension(bare);
      if (bare !== url && place.known) place.report.error(`${at}.url`, 'extension-version');
      if (!rule) {
        checkUnknown(place, list, url, at);
        return;
      }
      checkRule(place, extension, rule, at);
      if (!allowedHere(rule, place)) {
        const params = { places: (rule.on ?? []).join(', ') };
        // the published definitions do not keep to the places of what they are annotated with
        if (DEFINITIONS.has(textIn(place.resource.resourceType))) place.report.warning(at, 'extension-place', params);
        else place.report.error(at, 'extension-place', params);
      }
      if ((rule.modifier === true) !== (list === 'modifierExtension'))
        place.report.error(at, rule.modifier ? 'extension-modifies' : 'extension-no-modifier');
    });
};

/**
 * An extension that does not come with R4. One that changes the meaning may not be passed over by whoever does not know it
 * (http://hl7.org/fhir/R4/extensibility.html#modifierExtension); those of other versions of FHIR have names of a form
 * (http://hl7.org/fhir/R4/versions.html#extensions).
 */
function checkUnknown({ report, known, strict }: Place, list: string, url: string, at: string): void {
  if (!known) return;
  const [, version, path = ''] = OTHER_VERSION.exec(url) ?? [];
  if (version !== undefined) {
    const [type = '', ...steps] = path.split('.');
    const there = steps.length === 0 ? structureOf(type) : elementOf(type, steps.join('.'));
    if (!VERSIONS.has(version) || (version === '4.0' && !there)) report.error(`${at}.url`, 'extension-of-version');
  } else if (strict && !FREE.test(url)) report.error(at, 'extension-unknown');
  else if (list === 'modifierExtension') report.warning(at, 'extension-unknown');
}

/** Value and parts of an extension, by its definition. */
function checkRule(place: Place, extension: JsonObject, rule: ExtensionRule, at: string): void {
  const { report } = place;
  const valueName = Object.keys(extension).find((name) => name.startsWith('value'));
  if (valueName === undefined) {
    const has = Object.keys(extension).some((name) => name.startsWith('_value'));
    if (!has && rule.types.length > 0 && !rule.parts) report.error(at, 'extension-no-value');
  } else {
    const type = rule.types.find((one) => valueName.slice(5).toLowerCase() === one.toLowerCase());
    if (type === undefined) report.error(`${at}.${valueName}`, 'extension-type', { types: rule.types.join(', ') });
    else checkBinding(place, extension, rule, `${at}.${valueName}`, valueName);
  }
  if (!rule.parts) return;
  const parts = objectsIn(extension.extension);
  parts.forEach((part, i) => {
    const url = textIn(part.url);
    if (isAbsolute(url)) return;
    const inner = rule.parts?.[url];
    const where = `${at}.extension[${i}]`;
    if (inner) checkRule(place, part, inner, where);
    else report.error(`${where}.url`, 'extension-part', { parts: Object.keys(rule.parts ?? {}).join(', ') });
  });
  for (const [url, { range }] of Object.entries(rule.parts)) {
    const count = parts.filter((part) => part.url === url).length;
    const [min = '0', max = '*'] = range.split('..');
    if (count < Number(min)) report.error(at, 'extension-part-missing', { part: url });
    if (max !== '*' && count > Number(max)) report.error(at, 'extension-part-often', { part: url, max });
  }
}

function checkBinding(place: Place, extension: JsonObject, rule: ExtensionRule, path: string, name: string): void {
  const sets = rule.valueSet === undefined ? undefined : place.known?.extensionCodes(rule.valueSet);
  if (!sets || rule.valueSet === undefined) return;
  const value = extension[name];
  const listed = (system: string | undefined, code: string): boolean =>
    Object.entries(sets).some(
      ([one, codes]) => (system === undefined || one === system) && codes.split(' ').includes(code),
    );
  const fits =
    typeof value === 'string'
      ? listed(undefined, value)
      : codingsOf(value).some((coding) => listed(textIn(coding.system), textIn(coding.code)));
  if (fits) return;
  // the list of HL7's groups has changed many times since R4
  if (rule.valueSet.endsWith('/hl7-work-group'))
    place.report.warning(path, 'unknown-code', { valueSet: rule.valueSet });
  else place.report.error(path, 'unknown-code', { valueSet: rule.valueSet });
}

/** Quantities by other names. */
const QUANTITIES = ['Age', 'Count', 'Distance', 'Duration', 'Money', 'SimpleQuantity', 'MoneyQuantity'];

/** Whether the definition lets it stand on this element, on its type, or on any. */
function allowedHere(rule: ExtensionRule, { defined, element, type, value, resource, path }: Place): boolean {
  // an extension on an extension belongs to the definition of that one
  if (!rule.on || rule.on.length === 0 || type?.code === 'Extension') return true;
  const names = new Set([defined, 'Element', ...(element?.types ?? []).map(({ code }) => code)]);
  if (value === resource) {
    names.add('Resource');
    if (structureOf(defined)?.properties.has('text')) names.add('DomainResource');
  }
  if (element?.inner !== undefined) names.add('BackboneElement').add(element.inner);
  if (QUANTITIES.some((one) => names.has(one))) names.add('Quantity');
  const plain = path.replace(/\[\d+\]/g, '');
  const whole = textIn(resource.resourceType);
  return (
    rule.on
      // the published definitions themselves have what belongs to the code of a type on the type
      .map((one) => one.replace(/\[x\]/g, '').replace(/^ElementDefinition\.type\.code$/, 'ElementDefinition.type'))
      .some((one) => names.has(one) || (one.startsWith(`${whole}.`) && plain.endsWith(one.slice(whole.length))))
  );
}
