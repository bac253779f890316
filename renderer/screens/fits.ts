/** What is put back into a form has to be one. */

/**
 * Whether a form that was kept, by an older program perhaps, has the fields of this one, and its parts theirs. Forms have no field that is
 * undefined at first: what is written into it later would not be put back.
 */
export function fits<T extends object>(initial: T, kept: unknown): kept is T {
  if (typeof kept !== 'object' || kept === null) return false;
  const fields = kept as Record<string, unknown>;
  return Object.entries(initial).every(([name, value]) => {
    const other = fields[name];
    if (typeof other !== typeof value || Array.isArray(other) !== Array.isArray(value)) return false;
    return typeof value !== 'object' || value === null || Array.isArray(value) || fits(value, other);
  });
}
