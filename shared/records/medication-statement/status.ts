/** Of what somebody says to take, also where no status says so: http://hl7.org/fhir/R4/valueset-medication-statement-status.html */
export const TAKEN: ReadonlySet<string> = new Set(['active', 'intended', 'on-hold', 'unknown', '']);
