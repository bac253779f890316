/** FHIRPath in resources: http://hl7.org/fhir/R4/fhirpath.html */
import { parseFhirPath } from '@medplum/core';
import type { JsonObject } from '../../../../../shared/records/json.ts';
import type { Check, Place } from '../place.ts';

/** Longer ones are no expression that a person wrote. */
const LONGEST = 20_000;

/** http://hl7.org/fhir/R4/metadatatypes.html#Expression: what says that it is FHIRPath is. */
export const checkFhirPath: Check = ({ value: { language, expression }, path, report }) => {
  if (language === 'text/fhirpath') checkExpression(report, expression, `${path}.expression`);
};

/** Reports an expression that cannot be read. */
export function checkExpression(
  report: Place['report'],
  expression: JsonObject[string] | undefined,
  path: string,
): void {
  if (typeof expression !== 'string' || expression.length > LONGEST) return;
  try {
    parseFhirPath(expression);
  } catch {
    report.error(path, 'bad-expression');
  }
}
