/** The id of the record that a reference names. */

/** Longer texts are no reference. */
const LONGEST = 2000;
const REFERENCE =
  /^(?:https?:\/\/[^?#\s]+\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

/** The id in `Patient/id`, also behind an address or before a version; null for another type than `type`, or where no record is named. */
export function referencedId(text: string, type: string | null): string | null {
  const [, named, id] = text.length > LONGEST ? [] : (REFERENCE.exec(text) ?? []);
  return id === undefined || (type !== null && named !== type) ? null : id;
}
