/** The lists that ship with the product, as the finder takes them. */
import type { CodeKind } from '../../../shared/bridge/codes.ts';
import { ICD10, listedDiagnoses } from '../../../shared/terminology/diagnoses.ts';
import { DRUGS, listedDrugs } from '../../../shared/terminology/drugs.ts';
import { LOINC, listedPanels, listedTests } from '../../../shared/terminology/tests.ts';
import type { Listed } from './entries.ts';

/** The lines of a shipped list. */
export function shippedList(kind: CodeKind): Listed[] {
  switch (kind) {
    case 'diagnosis':
      return listedDiagnoses().map((one) => ({ ...one, system: ICD10, forms: [] }));
    case 'drug':
      return listedDrugs().map(({ forms, ...one }) => ({
        ...one,
        system: DRUGS,
        forms: forms.map((form) => ({ ...form, strengths: [...form.strengths] })),
        also: [],
      }));
    case 'test':
      // what is ordered most are panels
      return [...listedPanels(), ...listedTests()].map(({ code, zh, en, also }) => ({
        system: LOINC,
        code,
        zh,
        en,
        also,
        forms: [],
      }));
  }
}
