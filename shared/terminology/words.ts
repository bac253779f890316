/** Reads the lists that ship with the product: a line for each entry, its parts between bars. */

/** The parts of every line that holds something, trimmed. */
export function linesOf(list: string): string[][] {
  return list
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((part) => part.trim()));
}
