/** Values of search parameters: `,` `|` `$` separate, and stand for themselves after a backslash (http://hl7.org/fhir/R4/search.html#escaping). */

/** The parts between separators that are not escaped; still escaped themselves. */
export function splitEscaped(text: string, separator: string): string[] {
  const parts: string[] = [];
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i += 1;
    else if (text[i] === separator) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** The text that was meant. A backslash before anything else stands for itself. */
export function unescapeValue(text: string): string {
  return text.replace(/\\([,|$\\])/g, '$1');
}
