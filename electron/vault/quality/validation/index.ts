/**
 * What is wrong with a resource, by the published definitions of FHIR R4 (http://hl7.org/fhir/R4/validation.html). Pure: it
 * reads nothing but the resource and the definitions that come with the program.
 */
import type { Finding } from '../../../../shared/quality/finding.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Known } from './known.ts';
import { checkPlausible } from './plausible.ts';
import { Report } from './report.ts';
import { checkStructure } from './structure.ts';

export { loadKnown } from './known.ts';

/** `import`: what is quick, for every resource that comes in. `thorough`: all that is known (`loadKnown`), for whoever asks. */
export type ValidationContext = {
  /** The clinic's day, YYYY-MM-DD, where what is implausible is to be told too, as warnings. */
  readonly today?: string;
} & (
  | { readonly level: 'import' }
  | {
      readonly level: 'thorough';
      readonly known: Known;
      /** As HL7's own validator judges where nothing is configured: what it does not know, and what is called otherwise, is an error. */
      readonly strict?: boolean;
    }
);

/** Everything that was found, in the order of the resource. */
export function validateResource(resource: JsonObject, context: ValidationContext): Finding[] {
  const report = new Report();
  checkStructure(resource, report, context.level === 'thorough' ? context : {});
  if (context.today !== undefined) checkPlausible(resource, context.today, report);
  return report.findings;
}

/** What makes a resource not valid: what a form may not save. */
export function errorsIn(resource: JsonObject): Finding[] {
  return validateResource(resource, { level: 'import' }).filter(({ severity }) => severity === 'error');
}
