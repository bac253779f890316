/**
 * The patient form and its FHIR resource. A form never rebuilds a resource: it changes only the elements whose field was
 * changed, in place, so that what this screen does not know stays as it was.
 */
import type { Resource } from '../../../shared/bridge/records.ts';
import { chosenName, fullName, type HumanName, isHan } from '../names.ts';
import { IDENTITY_SYSTEM } from './identity.ts';

export interface PatientForm {
  readonly name: string;
  readonly family: string;
  readonly given: string;
  readonly gender: '' | 'male' | 'female' | 'other' | 'unknown';
  readonly birthDate: string;
  readonly phones: readonly string[];
  readonly identity: string;
  readonly chartNumber: string;
  readonly line: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export const emptyForm: PatientForm = {
  name: '',
  family: '',
  given: '',
  gender: '',
  birthDate: '',
  phones: [''],
  identity: '',
  chartNumber: '',
  line: '',
  city: '',
  state: '',
  postalCode: '',
};

interface ContactPoint {
  readonly system?: string;
  readonly value?: string;
  readonly use?: string;
  readonly [key: string]: unknown;
}
interface Identifier {
  readonly system?: string;
  readonly value?: string;
  readonly type?: { readonly coding?: readonly { readonly system?: string; readonly code?: string }[] };
  readonly [key: string]: unknown;
}
interface Address {
  readonly text?: string;
  readonly line?: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly [key: string]: unknown;
}

/** The elements of a Patient that the form knows; a looser reading of the parsed resource. */
interface PatientParts {
  readonly name?: readonly HumanName[];
  readonly telecom?: readonly ContactPoint[];
  readonly identifier?: readonly Identifier[];
  readonly address?: readonly Address[];
  readonly gender?: string;
  readonly birthDate?: string;
}

const TYPES = 'http://terminology.hl7.org/CodeSystem/v2-0203';

function list<T>(value: unknown): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [];
}

/** Reads the known elements; whatever has another shape than FHIR says is taken as absent. */
export function partsOf(resource: Resource): PatientParts {
  const { gender, birthDate } = resource;
  return {
    name: list(resource.name),
    telecom: list(resource.telecom),
    identifier: list(resource.identifier),
    address: list(resource.address),
    ...(typeof gender === 'string' ? { gender } : {}),
    ...(typeof birthDate === 'string' ? { birthDate } : {}),
  };
}

function hasType(identifier: Identifier, code: string): boolean {
  return identifier.type?.coding?.some((coding) => coding.code === code) ?? false;
}
const isIdentity = (identifier: Identifier) =>
  identifier.system === IDENTITY_SYSTEM || hasType(identifier, 'NI') || hasType(identifier, 'NNCHN');
const isChartNumber = (identifier: Identifier) => hasType(identifier, 'MR');
const isPhone = (contact: ContactPoint) =>
  contact.system === 'phone' || (contact.system === undefined && contact.value !== undefined);

/** What the form shows of a resource. */
export function toForm(resource: Resource): PatientForm {
  const { name = [], telecom = [], identifier = [], address = [], gender, birthDate } = partsOf(resource);
  const shown = name[chosenName(name)];
  const home = address[0];
  const phones = telecom.filter(isPhone).map((contact) => contact.value ?? '');
  return {
    name: fullName(shown),
    family: shown?.family ?? '',
    given: (shown?.given ?? []).join(' '),
    gender: gender === 'male' || gender === 'female' || gender === 'other' || gender === 'unknown' ? gender : '',
    birthDate: birthDate ?? '',
    phones: phones.length > 0 ? phones : [''],
    identity: identifier.find(isIdentity)?.value ?? '',
    chartNumber: identifier.find(isChartNumber)?.value ?? '',
    line: home?.line?.join(' ') ?? (home?.city || home?.state ? '' : (home?.text ?? '')),
    city: home?.city ?? '',
    state: home?.state ?? '',
    postalCode: home?.postalCode ?? '',
  };
}

/** Sets a key, or drops it where there is nothing to say. */
function set<T extends object>(object: T, key: string, value: unknown): T {
  const copy: Record<string, unknown> = Object.fromEntries(Object.entries(object));
  const nothing = value === '' || value === undefined || (Array.isArray(value) && value.length === 0);
  if (nothing) delete copy[key];
  else copy[key] = value;
  return copy as T;
}

function replaceAt<T>(items: readonly T[], at: number, item: T | undefined): T[] {
  if (at < 0) return item === undefined ? [...items] : [...items, item];
  return items.flatMap((each, index) => (index !== at ? [each] : item === undefined ? [] : [item]));
}

function applyName(resource: Resource, before: PatientForm, after: PatientForm): Resource {
  if (before.name === after.name && before.family === after.family && before.given === after.given) return resource;
  const names = partsOf(resource).name ?? [];
  const at = chosenName(names);
  let name: HumanName = names[at] ?? { use: 'official' };
  if (before.name !== after.name || name.text !== undefined) name = set(name, 'text', after.name.trim());
  if (before.family !== after.family) name = set(name, 'family', after.family.trim());
  if (before.given !== after.given) {
    const given = after.given.trim();
    name = set(name, 'given', given === '' ? [] : isHan(given) ? [given] : given.split(/\s+/));
  }
  return set(resource, 'name', replaceAt(names, at, name));
}

function applyPhones(resource: Resource, before: PatientForm, after: PatientForm): Resource {
  const contacts = partsOf(resource).telecom ?? [];
  const places = contacts.flatMap((contact, index) => (isPhone(contact) ? [index] : []));
  const edited = new Map<number, ContactPoint | undefined>();
  const added: ContactPoint[] = [];
  after.phones.forEach((phone, nth) => {
    const value = phone.trim();
    const place = places[nth];
    if (place === undefined) {
      if (value !== '') added.push({ system: 'phone', value, use: 'mobile' });
    } else if (phone !== before.phones[nth]) {
      edited.set(place, value === '' ? undefined : { ...contacts[place], value });
    }
  });
  for (const place of places.slice(after.phones.length)) edited.set(place, undefined);
  if (edited.size === 0 && added.length === 0) return resource;
  const kept = contacts.flatMap((contact, index) => {
    if (!edited.has(index)) return [contact];
    const value = edited.get(index);
    return value === undefined ? [] : [value];
  });
  return set(resource, 'telecom', [...kept, ...added]);
}

function applyIdentifier(
  resource: Resource,
  match: (identifier: Identifier) => boolean,
  before: string,
  after: string,
  fresh: Identifier,
): Resource {
  if (before === after) return resource;
  const identifiers = partsOf(resource).identifier ?? [];
  const at = identifiers.findIndex(match);
  const value = after.trim();
  const identifier = value === '' ? undefined : { ...(identifiers[at] ?? fresh), value };
  return set(resource, 'identifier', replaceAt(identifiers, at, identifier));
}

/** The address in one line, in the order of its script. */
export function addressText({
  line,
  city,
  state,
  postalCode,
}: Pick<PatientForm, 'line' | 'city' | 'state' | 'postalCode'>): string {
  if (isHan(state + city + line))
    return [state, city === state ? '' : city, line].join('') + (postalCode ? ` ${postalCode}` : '');
  return [line, city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

function applyAddress(resource: Resource, before: PatientForm, after: PatientForm): Resource {
  const keys = ['line', 'city', 'state', 'postalCode'] as const;
  const changed = keys.filter((key) => before[key] !== after[key]);
  if (changed.length === 0) return resource;
  const addresses = partsOf(resource).address ?? [];
  let address: Address = addresses[0] ?? { use: 'home' };
  for (const key of changed) {
    const value = after[key].trim();
    address = set(address, key, key === 'line' ? (value === '' ? [] : [value]) : value);
  }
  address = set(address, 'text', addressText(after));
  const empty = keys.every((key) => after[key].trim() === '');
  return set(resource, 'address', replaceAt(addresses, addresses.length > 0 ? 0 : -1, empty ? undefined : address));
}

/** The resource with what changed between the two states of the form; everything else is the very same. */
export function applyForm(resource: Resource, before: PatientForm, after: PatientForm): Resource {
  let next = applyName(resource, before, after);
  next = applyPhones(next, before, after);
  next = applyIdentifier(next, isIdentity, before.identity, after.identity, {
    use: 'official',
    type: { coding: [{ system: TYPES, code: 'NI' }] },
    system: IDENTITY_SYSTEM,
  });
  next = applyIdentifier(next, isChartNumber, before.chartNumber, after.chartNumber, {
    use: 'usual',
    type: { coding: [{ system: TYPES, code: 'MR' }] },
  });
  next = applyAddress(next, before, after);
  if (before.gender !== after.gender) next = set(next, 'gender', after.gender);
  if (before.birthDate !== after.birthDate) next = set(next, 'birthDate', after.birthDate);
  return next;
}

/** A new patient from a filled-in form. */
export function newPatient(form: PatientForm): Resource {
  return applyForm({ resourceType: 'Patient', active: true }, emptyForm, form);
}
