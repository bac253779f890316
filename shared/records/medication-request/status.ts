/** Of what is or will be taken: http://hl7.org/fhir/R4/valueset-medicationrequest-status.html */
export const RUNNING: ReadonlySet<string> = new Set(['active', 'on-hold', 'unknown']);
