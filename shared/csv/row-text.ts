/** A row of a table as a text: its header above it. */

/** The text of a row under its header, each cell in quotation marks where it needs them. */
export function rowText(head: string, cells: readonly string[], delimiter: string): string {
  const quoted = (cell: string): string =>
    cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  return `${head}\r\n${cells.map(quoted).join(delimiter)}`;
}
