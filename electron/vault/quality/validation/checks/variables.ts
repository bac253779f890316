/** The variables of FHIRPath expressions: http://hl7.org/fhirpath/N1/#environment-variables, http://hl7.org/fhir/R4/fhirpath.html#variables */

/**
 * Text in quotes, comments, and what begins with a percent sign, quoted or not; a name may have hyphens. What is not closed goes on to the
 * end: to look for more in it would read the rest once for every quote.
 */
const TOKEN =
  /'(?:[^'\\]|\\[\s\S])*(?:'|\\?$)|"(?:[^"\\]|\\[\s\S])*(?:"|\\?$)|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|%(?:`([^`]*)(?:`|$)|"([^"]*)(?:"|$)|'([^']*)(?:'|$)|([\w:-]+))/g;
/** Those that every expression has. */
const GIVEN = new Set(['context', 'resource', 'rootResource', 'ucum', 'sct', 'loinc', 'map-codes', 'us-zip']);
const GIVEN_KINDS = /^(?:vs|ext)-/;

/** Names of the variables in an expression that are not given in every expression. */
export function variablesIn(expression: string): Set<string> {
  const names = [...expression.matchAll(TOKEN)]
    .map(([, ticked, double, single, bare]) => ticked ?? double ?? single ?? bare)
    .filter((name) => name !== undefined && !GIVEN.has(name) && !GIVEN_KINDS.test(name));
  return new Set(names as string[]);
}
