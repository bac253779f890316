/**
 * Cells that a program for tables would take for a formula, made harmless: an apostrophe stands before what begins with =, +, -, @, a tab or a
 * return (https://owasp.org/www-community/attacks/CSV_Injection), or with an apostrophe, so that it can be taken off again. A plain
 * negative number is none.
 */
const BEGINS = /^[=+\-@\t\r'＝＋－＠]/;
const NUMBER = /^-\d+(?:\.\d+)?$/;

/** The text as it may stand in a table. */
export function defused(text: string): string {
  return BEGINS.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text that was written as `defused` makes it, to the letter; also without the formula by which Excel keeps a text (`="001"`). */
export function undefused(cell: string): string {
  const formula = /^="((?:[^"]|"")*)"$/.exec(cell)?.[1];
  if (formula !== undefined) return formula.replaceAll('""', '"');
  return cell.startsWith("'") && BEGINS.test(cell.slice(1)) ? cell.slice(1) : cell;
}
