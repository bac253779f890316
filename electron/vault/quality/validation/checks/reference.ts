/** What a Reference says: http://hl7.org/fhir/R4/references.html */
import { isResourceType } from '../../../../../shared/fhir/structure.ts';
import { textIn } from '../../../../../shared/records/members.ts';
import { containedIn } from '../contained.ts';
import type { Check, Place } from '../place.ts';

const ID = /^[A-Za-z0-9.-]{1,64}$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** `Type/id`, with a version or not, at the end of an address. */
const RESTFUL = /(?:^|\/)([A-Z][A-Za-z]+)\/([^/?#]+)(?:\/_history\/([^/?#]+))?(?:#.*)?$/;

export interface RestfulParts {
  readonly type: string;
  readonly id: string;
  readonly version?: string | undefined;
}

/** Type, id and version where a reference has the form of a RESTful address of a type of R4. */
export function restfulParts(reference: string): RestfulParts | undefined {
  const [, type = '', id = '', version] = RESTFUL.exec(reference) ?? [];
  return isResourceType(type) ? { type, id, version } : undefined;
}

/** Whether an address begins with a scheme, as `http:` or `urn:`. */
export function isAbsolute(address: string): boolean {
  return SCHEME.test(address);
}

/** The form of a reference, and whether what it names may stand here. */
export const checkReference: Check = (place) => {
  const { value, path, report, type, references } = place;
  const targets = type?.code === 'Reference' ? type.targets : [];
  const said = textIn(value.type);
  if (said !== '' && !isAbsolute(said) && !isResourceType(said)) report.error(`${path}.type`, 'no-such-type');
  if (typeof value.reference !== 'string') return;
  const { reference } = value;
  references?.push({ reference, path, targets });
  if (reference.startsWith('#')) checkFragment(place, reference.slice(1), targets);
  else if (/^https?:/.test(reference) || !isAbsolute(reference)) checkAddress(place, reference, targets, said);
};

/** http://hl7.org/fhir/R4/references.html#contained; that it is contained says rule ref-1. */
function checkFragment({ root, path, report }: Place, id: string, targets: readonly string[]): void {
  const found = id === '' ? root : containedIn(root, id);
  checkTarget(report, path, textIn(found?.resourceType), targets);
}

/** http://hl7.org/fhir/R4/references.html#literal */
function checkAddress(place: Place, reference: string, targets: readonly string[], said: string): void {
  const { report, path } = place;
  const parts = restfulParts(reference);
  if (!isAbsolute(reference) && !reference.includes('?')) {
    const first = reference.replace(/^\/+/, '').split('/')[0] ?? '';
    if (!parts || first !== parts.type) {
      report.error(`${path}.reference`, 'bad-reference');
      return;
    }
    if (!ID.test(parts.id)) report.error(`${path}.reference`, 'bad-reference');
  }
  if (!parts) return;
  checkTarget(report, path, parts.type, targets);
  if (said !== '' && !isAbsolute(said) && said !== parts.type)
    report.error(`${path}.type`, 'wrong-reference-type', { type: parts.type });
}

/** Reports a reference to a type that may not stand here; nothing for a type that is not known. */
export function checkTarget(report: Place['report'], path: string, type: string, targets: readonly string[]): void {
  if (type === '' || targets.length === 0 || targets.includes(type) || !isResourceType(type)) return;
  report.error(path, 'wrong-target', { types: targets.join(', ') });
}
