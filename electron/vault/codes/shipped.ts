/** The lists that ship with the product, as the finder takes them. */
import type { CodeKind } from '../../../shared/bridge/codes.ts';
import { ICD10, listedDiagnoses } from '../../../shared/terminology/diagnoses.ts';
import { DRUGS, listedDrugs } from '../../../shared/terminology/drugs.ts';
import type { Listed } from './entries.ts';

/** The lines of a shipped list. */
export function shippedList(kind: CodeKind): Listed[] {
  return kind === 'diagnosis'
    ? listedDiagnoses().map((one) => ({ ...one, system: ICD10, forms: [] }))
    : listedDrugs().map(({ forms, ...one }) => ({
        ...one,
        system: DRUGS,
        forms: forms.map((form) => ({ ...form, strengths: [...form.strengths] })),
        also: [],
      }));
}
