/** Names of codes, from the lists that come with the program. */
import { ICD10, listedDiagnoses } from '../../../../../shared/terminology/diagnoses.ts';
import { LOINC, listedPanel, listedTest } from '../../../../../shared/terminology/tests.ts';

let diagnoses: Map<string, { zh: string; en: string }> | undefined;

/** What a code is called in the clinic's language; undefined where no list has it. */
export function knownDisplay(system: string, code: string, locale: string): string | undefined {
  const named =
    system === LOINC ? (listedTest(code) ?? listedPanel(code)) : system === ICD10 ? diagnosis(code) : undefined;
  return named && (locale.startsWith('zh') ? named.zh : named.en);
}

function diagnosis(code: string): { zh: string; en: string } | undefined {
  diagnoses ??= new Map(listedDiagnoses().map((listed) => [listed.code, listed]));
  return diagnoses.get(code);
}
