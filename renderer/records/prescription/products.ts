/** The usual forms and strengths of a medicine of the list that ships, as a prescription names them. */
import { DRUGS, listedDrugs } from '../../../shared/terminology/drugs.ts';
import type { Coding } from '../coding.ts';

/** `tablet 5 mg`, `tablet 10 mg`; none for what stands in another list, or in none. */
export function productsOf(coding: Coding | undefined, chinese: boolean): string[] {
  if (coding?.system !== DRUGS) return [];
  const drug = listedDrugs().find(({ code }) => code === coding.code);
  return (drug?.forms ?? []).flatMap(({ zh, en, strengths }) =>
    strengths.map((strength) => `${chinese ? zh : en} ${strength}`),
  );
}
