/** Tables as programs for them write them: RFC 4180, or with semicolons or tabs between the fields. */

const SEPARATORS = [',', ';', '\t'] as const;

/** The rows of a table, fields trimmed, empty rows left out. The separator is the one that the first line has most of. */
export function csvRows(text: string): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const counted = SEPARATORS.map((one) => ({ one, times: first.split(one).length }));
  const separator = counted.reduce((a, b) => (b.times > a.times ? b : a)).one;
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const endField = (): void => {
    row.push(field.trim());
    field = '';
  };
  const endRow = (): void => {
    endField();
    if (row.some((value) => value !== '')) rows.push(row);
    row = [];
  };
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quoted && letter === '"' && text.charAt(at + 1) === '"') {
      field += '"';
      at += 1;
    } else if (letter === '"' && (quoted || field.trim() === '')) quoted = !quoted;
    else if (quoted) field += letter;
    else if (letter === separator) endField();
    else if (letter === '\n' || letter === '\r') endRow();
    else field += letter;
  }
  endRow();
  return rows;
}
