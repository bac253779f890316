/** Names of codes, from the lists that come with the program. */
import { ICD10, listedDiagnoses } from './diagnoses.ts';
import { LOINC, listedPanel, listedTest } from './tests.ts';
import { CVX, listedVaccine } from './vaccines.ts';

interface Named {
  readonly zh: string;
  readonly en: string;
}

let diagnoses: ReadonlyMap<string, Named> | undefined;

/** What a code is called in a language, a tag of BCP 47; undefined where no list has it. */
export function listedName(system: string, code: string, locale: string): string | undefined {
  const named = find(system, code);
  return named && (locale.startsWith('zh') ? named.zh : named.en);
}

function find(system: string, code: string): Named | undefined {
  switch (system) {
    case ICD10:
      diagnoses ??= new Map(listedDiagnoses().map((listed) => [listed.code, listed]));
      return diagnoses.get(code);
    case LOINC:
      return listedTest(code) ?? listedPanel(code);
    case CVX:
      return listedVaccine(code);
    default:
      return undefined;
  }
}
