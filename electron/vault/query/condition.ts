/** A parameter of a type of resource, with what may be written after it, as a condition on records. */
import type { Component, Place, SearchParameter } from '../../../shared/fhir/search/parameters.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { withOnePerson } from '../storage/merged.ts';
import { anyOf, type Condition, jsonPattern, type Narrowing, type QueryContext } from './context.ts';
import { splitEscaped, unescapeValue } from './escape.ts';
import { lookedUp, narrowDate, narrowIds, narrowReference, narrowToken } from './narrow.ts';
import { referenceText } from './reference-value.ts';
import { refuse } from './refuse.ts';
import { parseDateQuery, spanTest, testDate } from './test-date.ts';
import { testNumber, testQuantity } from './test-number.ts';
import { parseReferenceQuery, testReference } from './test-reference.ts';
import { testString, testUri } from './test-string.ts';
import { parseTokenQuery, testOfType, testToken, testTokenText } from './test-token.ts';
import type { ValueTest } from './value-test.ts';
import { someAt, valuesAt } from './values.ts';

/** What the resource's type, the parameter and its modifier are called in the query. */
export interface Asked {
  readonly type: string;
  /** As it was written, for errors. */
  readonly name: string;
  readonly modifier?: string | undefined;
}

/** One of the values between commas. */
interface Alternative {
  readonly test: ValueTest;
  readonly narrowing?: Narrowing | undefined;
  readonly pattern?: string | undefined;
}

const MODIFIERS: Readonly<Record<string, readonly string[]>> = {
  string: ['missing', 'exact', 'contains'],
  token: ['missing', 'text', 'not', 'of-type'],
  reference: ['missing', 'identifier', 'a type of resource'],
  uri: ['missing', 'above', 'below'],
};

/** Compiles a parameter that is neither chained nor of a kind of its own. Raises invalid-input. */
export function compileParameter(
  context: QueryContext,
  asked: Asked,
  parameter: SearchParameter,
  raw: string,
): Condition {
  const { name, modifier } = asked;
  if (modifier === 'missing') return missing(name, parameter, raw);
  if (modifier !== undefined && !isModifier(parameter.type, modifier)) {
    refuse(name, `of the modifiers it knows ${(MODIFIERS[parameter.type] ?? ['missing']).join(', ')}.`);
  }
  if (parameter.code === '_id') return byId(asked, raw);
  if (parameter.code === '_lastUpdated') return byStamp(context, name, raw);
  const values = splitEscaped(raw, ',');
  if (values.some((value) => value === '')) refuse(name, 'there is a value missing.');
  if (parameter.type === 'composite') return composite(context, asked, parameter, values);
  const alternatives = values.map((value) => alternativeOf(context, asked, parameter, parameter.places, value));
  const { places } = parameter;
  const some = ({ resource }: { resource: JsonObject }): boolean =>
    places.some((place) =>
      someAt(resource, place, resource, (value) => alternatives.some(({ test }) => test(value, place, resource))),
    );
  if (modifier === 'not') return { matches: (candidate) => !some(candidate) };
  return { matches: some, ...shortcuts(alternatives) };
}

function isModifier(type: string, modifier: string): boolean {
  if (type === 'reference' && /^[A-Z]/.test(modifier)) return true;
  return (MODIFIERS[type] ?? []).includes(modifier);
}

function shortcuts(alternatives: readonly Alternative[]): Pick<Condition, 'narrowing' | 'patterns'> {
  const narrowing = anyOf(alternatives.map((one) => one.narrowing));
  const patterns = alternatives.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern]));
  return { narrowing, ...(patterns.length === alternatives.length && patterns.length <= 20 ? { patterns } : {}) };
}

/** Whether there is a value at all; of a composite, one of each component's. */
function missing(name: string, { places, components, type }: SearchParameter, raw: string): Condition {
  if (raw !== 'true' && raw !== 'false') refuse(name, 'this is true or false.');
  const wanted = raw === 'true';
  const present = (resource: JsonObject): boolean => {
    if (type !== 'composite') return valuesAt(resource, places).length > 0;
    return valuesAt(resource, places).some(({ value }) =>
      components.every((component) => valuesAt(value as JsonObject, component.places, resource).length > 0),
    );
  };
  return { matches: ({ resource }) => present(resource) !== wanted };
}

function byId({ type, name, modifier }: Asked, raw: string): Condition {
  const ids = new Set(splitEscaped(raw, ',').map(unescapeValue));
  if (ids.has('')) refuse(name, 'there is a value missing.');
  if (modifier === 'not') return { matches: ({ id }) => !ids.has(id) };
  if (modifier !== undefined) refuse(name, 'of the modifiers it knows missing, not.');
  return { matches: ({ id }) => ids.has(id), narrowing: narrowIds(type, ids) };
}

/** By our own stamp: what a sender wrote into meta.lastUpdated tells when it was changed there. */
function byStamp({ calendar, now }: QueryContext, name: string, raw: string): Condition {
  const tests = splitEscaped(raw, ',').map((value) => spanTest(parseDateQuery(name, value, calendar), now));
  return { matches: ({ updated }) => tests.some((test) => test({ start: updated, end: updated })) };
}

function composite(
  context: QueryContext,
  asked: Asked,
  { places, components }: SearchParameter,
  values: readonly string[],
): Condition {
  const alternatives = values.map((value) => {
    const parts = splitEscaped(value, '$');
    if (parts.length !== components.length || parts.includes('')) {
      refuse(
        asked.name,
        `its value has ${components.length} parts with $ between: ${components.map(({ type }) => type).join('$')}.`,
      );
    }
    return components.map((component, i) => {
      const roots = component.places.flatMap((place) =>
        place.absolute ? [place] : places.map((root) => below(root, place)),
      );
      return { component, ...alternativeOf(context, asked, component, roots, parts[i] ?? '') };
    });
  });
  const matches = ({ resource }: { resource: JsonObject }): boolean =>
    valuesAt(resource, places).some(({ value: root }) =>
      alternatives.some((parts) =>
        parts.every(({ component, test }) =>
          component.places.some((place) =>
            someAt(root as JsonObject, place, resource, (value) => test(value, place, resource)),
          ),
        ),
      ),
    );
  return {
    matches,
    narrowing: anyOf(alternatives.map((parts) => parts.find(({ narrowing }) => narrowing)?.narrowing)),
  };
}

function below(root: Place, { steps, ...place }: Place): Place {
  return { ...place, steps: [...root.steps, ...steps] };
}

/** One value. `places`: where it may stand, from the resource on. */
function alternativeOf(
  context: QueryContext,
  { type, name, modifier }: Asked,
  parameter: Component & { readonly targets?: readonly string[] },
  places: readonly Place[],
  raw: string,
): Alternative {
  const paths = places.map(({ steps, present }) => (present ? '' : steps.map((step) => step.name).join('.')));
  switch (parameter.type) {
    case 'number':
      return { test: testNumber(name, raw) };
    case 'quantity':
      return { test: testQuantity(name, raw, context.units) };
    case 'date': {
      const query = parseDateQuery(name, raw, context.calendar);
      const narrowing = narrowDate(context, type, paths, query, context.now);
      return { test: testDate(query, context.calendar, context.now), narrowing };
    }
    case 'string': {
      const pattern = modifier === 'exact' ? jsonPattern(unescapeValue(raw), true) : undefined;
      return { test: testString(name, modifier, raw), pattern };
    }
    case 'uri': {
      const pattern = modifier === 'above' ? undefined : jsonPattern(unescapeValue(raw), false);
      return { test: testUri(modifier, raw), pattern };
    }
    case 'token':
      return tokenAlternative(context, { type, name, modifier }, paths, places, raw);
    case 'reference':
      return referenceAlternative(context, { type, name, modifier }, parameter.targets, places, raw);
    default:
      return refuse(name, 'this program does not search by it.');
  }
}

function tokenAlternative(
  context: QueryContext,
  { type, name, modifier }: Asked,
  paths: readonly string[],
  places: readonly Place[],
  raw: string,
): Alternative {
  if (modifier === 'text') return { test: testTokenText(name, raw) };
  if (modifier === 'of-type') return { test: testOfType(name, raw) };
  const query = parseTokenQuery(name, raw);
  const quoted = query.code !== undefined && places.every((place) => place.type !== 'boolean');
  return {
    test: testToken(query),
    narrowing: narrowToken(context, type, paths, places, query),
    pattern: quoted ? jsonPattern(query.code ?? '', true) : undefined,
  };
}

function referenceAlternative(
  context: QueryContext,
  { type, name, modifier }: Asked,
  targets: readonly string[] | undefined,
  places: readonly Place[],
  raw: string,
): Alternative {
  if (modifier === 'identifier') {
    const query = parseTokenQuery(name, raw);
    const test = testToken(query);
    return {
      test: (value, place, resource) => {
        if (referenceText(value) === undefined && !isReference(value)) return false;
        const { identifier } = value as JsonObject;
        return identifier !== undefined && test(identifier, { ...place, type: 'Identifier' }, resource);
      },
      pattern: query.code === undefined ? undefined : jsonPattern(query.code, true),
    };
  }
  const parsed = parseReferenceQuery(name, raw, modifier, targets);
  const query = { ...parsed, keys: withOnePerson(context.reader, parsed.keys) };
  const keys = lookedUp(query);
  return {
    test: testReference(query),
    narrowing: keys && narrowReference(context, type, places, keys, false),
    pattern: query.anyId === undefined ? undefined : jsonPattern(query.anyId, false),
  };
}

function isReference(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
