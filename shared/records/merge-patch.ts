import { isObject, type Json, type JsonObject } from './json.ts';

/** JSON merge patch (RFC 7396, section 2): null removes a member, objects are merged, everything else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const result: Record<string, Json> = target !== undefined && isObject(target) ? { ...target } : {};
  for (const [name, value] of Object.entries(patch as JsonObject)) {
    if (value === null) delete result[name];
    else if (value !== undefined) result[name] = mergePatch(result[name], value);
  }
  return result;
}
