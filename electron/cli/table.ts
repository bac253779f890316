/** Tables for people. */

const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** Columns that a text takes on a terminal: Chinese characters take two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** One row per object, one column per member that any of them has; what has an id and a name by its name, other nested values as JSON. */
export function tableOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => names.map((name) => cellOf(row[name])));
  return linesOf([names, names.map((name) => '-'.repeat(widthOf(name))), ...cells]);
}

/** One line per member. */
export function listOf(object: Readonly<Record<string, unknown>>): string {
  return linesOf(Object.entries(object).map(([name, value]) => [name, cellOf(value)]));
}

function cellOf(value: unknown): string {
  const text =
    value === undefined || value === null
      ? ''
      : typeof value === 'string'
        ? value
        : (nameOf(value) ?? JSON.stringify(value));
  // control characters of data must not steer the terminal
  return text.replace(/\p{Cc}/gu, ' ');
}

/** What a person calls something that is no more than an id with its name; ids are for programs. */
function nameOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Object.keys(value).some((key) => key !== 'id' && key !== 'name'))
    return undefined;
  return 'name' in value && typeof value.name === 'string' && value.name !== '' ? value.name : undefined;
}

function linesOf(lines: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const line of lines) {
    line.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, widthOf(cell));
    });
  }
  return lines
    .map((line) =>
      line
        .map((cell, i) => cell + ' '.repeat((widths[i] ?? 0) - widthOf(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
