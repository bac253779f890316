/** Conditional references by identifier, `Type?identifier=system|value` (http://hl7.org/fhir/R4/http.html#trules). */
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import { R4_TYPES } from './types.ts';

export interface Condition {
  readonly type: string;
  /** undefined: of any system; '': of none. */
  readonly system: string | undefined;
  readonly value: string;
}

const CONDITIONAL = /^([A-Z][A-Za-z]+)\?identifier=([^&]+)$/;

/** The condition of a reference; undefined for any other reference, and for conditions on anything but one identifier. */
export function parseCondition(reference: string): Condition | undefined {
  const [, type = '', token = ''] = CONDITIONAL.exec(reference) ?? [];
  if (!R4_TYPES.has(type)) return undefined;
  const text = unescapeToken(token);
  const bar = text.indexOf('|');
  const [system, value] = bar < 0 ? [undefined, text] : [text.slice(0, bar), text.slice(bar + 1)];
  return value ? { type, system, value } : undefined;
}

function unescapeToken(token: string): string {
  try {
    return decodeURIComponent(token);
  } catch {
    // a lone percent sign: it was not escaped
    return token;
  }
}

/** What is the same for equal conditions and differs for others. */
export function conditionKey({ type, system, value }: Condition): string {
  return `${type}?${system === undefined ? '' : `${system}|`}${value}`;
}

/** Every condition that this resource meets. */
export function conditionsMetBy(resource: JsonObject): Condition[] {
  const type = String(resource.resourceType);
  const list = Array.isArray(resource.identifier) ? (resource.identifier as readonly Json[]) : [resource.identifier];
  return list.flatMap((identifier) => {
    if (!isObject(identifier) || typeof identifier.value !== 'string') return [];
    const system = typeof identifier.system === 'string' ? identifier.system : '';
    return [
      { type, system, value: identifier.value },
      { type, system: undefined, value: identifier.value },
    ];
  });
}
