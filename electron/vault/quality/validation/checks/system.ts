/** The addresses that code systems are known by: http://hl7.org/fhir/R4/terminologies-systems.html */
import type { Known } from '../known.ts';
import type { Place } from '../place.ts';

/** Systems whose address is the whole of it: what is longer or begins with https is another, and unknown. */
const WHOLE = [
  'http://snomed.info/sct',
  'http://loinc.org',
  'http://unitsofmeasure.org',
  'http://www.nlm.nih.gov/research/umls/rxnorm',
];
/** FHIR's own systems; guides that build on FHIR, older tables of HL7, and numbers of others stand further below. */
const OWN = /^https?:\/\/(?:www\.)?hl7\.org\/fhir\/(?:CodeSystem\/)?[^/]+$/;
const PAGE = /^https?:\/\/build\.fhir\.org\b|^https?:\/\/(?:www\.)?hl7\.org\/fhir\b.*\.html$/;

/** Reports a system that is written as nobody knows it; `path` is of what has the system. */
export function checkSystemName({ path, report, strict }: Place, system: string, known: Known): void {
  const at = `${path}.system`;
  const plain = system.replace(/^https:/, 'http:');
  if (PAGE.test(system)) report.error(at, 'system-page');
  else if (plain !== system && (WHOLE.includes(plain) || known.canonicalType(plain) === 'CodeSystem'))
    report.error(at, 'system-https', { system: plain });
  else if (WHOLE.some((one) => system !== one && system.startsWith(one)))
    report.error(at, 'system-longer', { system: WHOLE.find((one) => system.startsWith(one)) ?? '' });
  else if (OWN.test(system) && known.canonicalType(system) !== 'CodeSystem') {
    // a later version of FHIR may have it
    if (strict) report.error(at, 'system-unknown');
    else report.warning(at, 'system-unknown');
  }
}
