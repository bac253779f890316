/**
 * The search parameters of FHIR R4, from the published definitions (`node build/fhir/search-main.ts` makes the JSON files).
 *
 * `parameters.json` holds a line per parameter: its type, the places in JSON where its values stand, and after `->` the
 * types that a reference may lead to (`*`: any). A place is `members:type`; a member may carry `[element=value]` (only such
 * elements), `[0]` (only that one) or `?a,b` (a boolean: whether one of these is there and not false). After the type:
 * `>Patient` (only references to it), `=system` (that of a code). A composite has its roots (`.`: the resource) and,
 * after each `$`, a component relative to them; `%` begins at the resource.
 */
import parameters from './parameters.json' with { type: 'json' };

export type ParameterType =
  | 'number'
  | 'date'
  | 'string'
  | 'token'
  | 'reference'
  | 'quantity'
  | 'uri'
  | 'composite'
  | 'special';

/** A member on the way to a value. */
export interface Step {
  readonly name: string;
  /** Only elements with this member of this value. */
  readonly where?: { readonly name: string; readonly value: string };
  /** Only the element at this place of the list. */
  readonly index?: number;
}

/** Where values of a parameter stand, and what type they are of. */
export interface Place {
  readonly steps: readonly Step[];
  /** Instead of steps: members of which one is there and not false. */
  readonly present?: readonly string[];
  /** From the resource on, where the place is a component's and the others are relative. */
  readonly absolute: boolean;
  /** Data type: CodeableConcept, dateTime, Reference... */
  readonly type: string;
  /** Only references to resources of this type. */
  readonly leadsTo?: string;
  /** Of a code: its system. */
  readonly system?: string;
}

export interface Component {
  readonly type: ParameterType;
  readonly places: readonly Place[];
}

export interface SearchParameter extends Component {
  readonly code: string;
  /** Types that a reference may lead to; undefined for any. */
  readonly targets?: readonly string[];
  /** Of a composite; its places are the roots of these. */
  readonly components: readonly Component[];
}

const LINES: Readonly<Record<string, Readonly<Record<string, string>>>> = parameters;
const EVERY_TYPE = 'Resource';

const known = new Map<string, SearchParameter>();

/** The parameter of a type of resource by its code; undefined where FHIR defines none. */
export function searchParameter(type: string, code: string): SearchParameter | undefined {
  const line = lineOf(type, code) ?? lineOf(EVERY_TYPE, code);
  if (line === undefined) return undefined;
  const key = `${type} ${code}`;
  const parameter = known.get(key) ?? parse(code, line);
  known.set(key, parameter);
  return parameter;
}

/** Codes of all parameters of a type of resource, those of every type included, in alphabetical order. */
export function searchCodes(type: string): string[] {
  return [
    ...Object.keys(LINES[EVERY_TYPE] ?? {}),
    ...(type === EVERY_TYPE ? [] : Object.keys(LINES[type] ?? {})),
  ].sort();
}

/** Whether this is a concrete type of resource of FHIR R4. */
export function isSearchable(type: string): boolean {
  return type !== EVERY_TYPE && Object.hasOwn(LINES, type);
}

/** Every concrete type of resource, in alphabetical order. */
export function searchableTypes(): string[] {
  return Object.keys(LINES).filter(isSearchable);
}

function lineOf(type: string, code: string): string | undefined {
  const lines = Object.hasOwn(LINES, type) ? LINES[type] : undefined;
  return lines && Object.hasOwn(lines, code) ? lines[code] : undefined;
}

function parse(code: string, line: string): SearchParameter {
  const [values = '', targets] = line.split(' -> ');
  const [first = '', ...components] = values.split(' $ ').map(parseComponent);
  if (first === '') throw new Error('a search parameter without a type');
  const leads = targets === undefined || targets === '*' ? {} : { targets: targets.split(' ') };
  return { code, ...first, components, ...leads };
}

function parseComponent(text: string): Component {
  const [type = '', ...places] = text.split(' ');
  return { type: type as ParameterType, places: places.map(parsePlace) };
}

function parsePlace(text: string): Place {
  const end = text.indexOf(':');
  const path = end < 0 ? text : text.slice(0, end);
  const [, type = '', leadsTo, system] = /^:(\w+)(?:>(\w+))?(?:=(.+))?$/.exec(end < 0 ? '' : text.slice(end)) ?? [];
  const rest = {
    type,
    ...(leadsTo === undefined ? {} : { leadsTo }),
    ...(system === undefined ? {} : { system }),
  };
  if (path.startsWith('?')) return { steps: [], present: path.slice(1).split(','), absolute: false, ...rest };
  const absolute = path.startsWith('%.');
  const members = path === '.' ? [] : (absolute ? path.slice(2) : path).split('.');
  return { steps: members.map(parseStep), absolute, ...rest };
}

function parseStep(text: string): Step {
  const [, name = '', index, where, value] = /^(\w+)(?:\[(?:(\d+)|(\w+)=([^\]]*))\])?$/.exec(text) ?? [];
  if (name === '') throw new Error('a search parameter with a step that cannot be read');
  if (index !== undefined) return { name, index: Number(index) };
  return where === undefined ? { name } : { name, where: { name: where, value: value ?? '' } };
}
