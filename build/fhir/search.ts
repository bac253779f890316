/** From the published search parameters of FHIR R4 to the compact form that `shared/fhir/search/parameters.ts` describes and reads. */
import { readDefinitions, type StructureDefinition, type ValueSet } from './definitions.ts';
import type { Place } from './search-elements.ts';
import { placesOf, type Target } from './search-paths.ts';
import { typeDefinitions } from './structures.ts';

export interface SearchParameter {
  readonly resourceType: 'SearchParameter';
  readonly url: string;
  readonly code: string;
  readonly base: readonly string[];
  readonly type: string;
  readonly expression?: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
}

/** The data types that each type of parameter searches (http://hl7.org/fhir/R4/search.html#ptypes). */
const SEARCHED: Readonly<Record<string, readonly string[]>> = {
  number: ['integer', 'decimal', 'positiveInt', 'unsignedInt', 'Range'],
  date: ['date', 'dateTime', 'instant', 'Period', 'Timing'],
  string: ['string', 'markdown', 'HumanName', 'Address'],
  token: ['CodeableConcept', 'Coding', 'Identifier', 'ContactPoint', 'code', 'boolean', 'string', 'uri', 'id'],
  reference: ['Reference', 'canonical', 'uri', 'Resource'],
  quantity: ['Quantity', 'Age', 'Duration', 'Count', 'Distance', 'Money', 'Range', 'SampledData'],
  uri: ['uri', 'url', 'canonical', 'oid', 'uuid'],
};

/** Every concrete resource type: only these have a line. */
function resourceDefinitions(): StructureDefinition[] {
  return typeDefinitions().filter(({ kind, name }) => kind === 'resource' && !/^(Domain)?Resource$/.test(name));
}

/** All parameters, by type of resource (`Resource` for those of all types) and code. */
export function compactSearch(): Record<string, Record<string, string>> {
  const all = readDefinitions<SearchParameter>('search-parameters', 'SearchParameter');
  const byUrl = new Map(all.map((parameter) => [parameter.url, parameter]));
  const found: Record<string, Record<string, string>> = { Resource: {} };
  for (const { name } of resourceDefinitions()) found[name] = {};
  for (const parameter of all) {
    for (const base of parameter.base) {
      const type = base === 'DomainResource' ? 'Resource' : base;
      const lines = found[type];
      if (lines) lines[parameter.code] = compact(parameter, type, byUrl);
    }
  }
  const sorted = Object.entries(found).map(([type, lines]) => [type, inOrder(lines)] as const);
  return inOrder(Object.fromEntries(sorted));
}

/** One parameter of one type of resource. Throws where nothing could be made of it. */
function compact(parameter: SearchParameter, type: string, byUrl: ReadonlyMap<string, SearchParameter>): string {
  const { code, expression, component, target = [] } = parameter;
  if (expression === undefined || parameter.type === 'special') return 'special';
  if (component) {
    const roots = placesOf(expression, type);
    const kinds = component.map(({ definition }) => byUrl.get(definition)?.type ?? '');
    const parts = component.map((part, index) => {
      const places = componentPlaces(part.expression, type, roots);
      // DocumentReference.relationship names the definitions of its two components the wrong way round
      const kind = [kinds[index] ?? '', ...kinds].find((one) => fitting(places, one).length > 0) ?? '';
      return ` $ ${kind} ${paths(searched(places, kind, `${type}.${code}`))}`;
    });
    return `composite ${roots.map(({ members }) => members.join('.') || '.').join(' ')}${parts.join('')}`;
  }
  const places = searched(placesOf(expression, type), parameter.type, `${type}.${code}`);
  const leads = target.length === 0 ? '' : ` -> ${target.length > 100 ? '*' : [...target].sort().join(' ')}`;
  return `${parameter.type} ${paths(places)}${leads}`;
}

/** Relative to each of the roots, all of which have the same members; or from the resource on. */
function componentPlaces(expression: string, type: string, roots: readonly Place[]): Target[] {
  if (expression.startsWith('%resource.')) {
    return placesOf(expression.replace('%resource', type), type).map(({ members, ...place }) => ({
      ...place,
      members: ['%', ...members],
    }));
  }
  const places = roots.flatMap((root) =>
    placesOf(expression, { type: root.type, members: [] }).map((place) => [textOf(place), place] as const),
  );
  return [...new Map(places).values()];
}

/** Those that the type of parameter can search; throws where that leaves none. */
function searched(places: readonly Target[], kind: string, what: string): Target[] {
  const found = fitting(places, kind);
  if (found.length === 0) throw new Error(`${what}: no ${kind} in ${places.map(textOf).join(' ') || 'nothing'}`);
  return found;
}

function fitting(places: readonly Target[], kind: string): Target[] {
  return places.filter(({ type }) => SEARCHED[kind]?.includes(type));
}

function paths(places: readonly Target[]): string {
  return [...new Set(places.map(textOf))].join(' ');
}

function textOf({ members, type, leadsTo, valueSet }: Target): string {
  const system = type === 'code' && valueSet !== undefined ? systemOf(valueSet) : undefined;
  const lead = leadsTo === undefined ? '' : `>${leadsTo}`;
  return `${members.join('.')}:${type}${lead}${system === undefined ? '' : `=${system}`}`;
}

const sets = new Map(
  ['valuesets', 'v3-codesystems'].flatMap((file) =>
    readDefinitions<ValueSet>(file, 'ValueSet').map((set) => [set.url, set] as const),
  ),
);

/** The one system that a value set takes its codes from; undefined where there are several. */
function systemOf(valueSet: string): string | undefined {
  const systems = new Set(sets.get(valueSet)?.compose?.include.map(({ system }) => system));
  return systems.size === 1 ? [...systems][0] : undefined;
}

function inOrder<T>(members: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
}
