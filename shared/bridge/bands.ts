/** A span of a measure, `1-4`, as people write it; programs for tables would take it for the first of April. */
export function bandText(key: string): string {
  return key.replace('-', '–');
}
