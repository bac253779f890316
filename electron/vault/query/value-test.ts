import type { Place } from '../../../shared/fhir/search/parameters.ts';
import type { Json, JsonObject } from '../../../shared/records/json.ts';

/** Whether a value of a resource, of the type that its place says, is what the query asks for. */
export type ValueTest = (value: Json, place: Place, resource: JsonObject) => boolean;
