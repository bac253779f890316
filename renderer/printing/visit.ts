/** What is printed of a visit, in the order in which it is offered. */
import type { Print } from '../../shared/bridge/prints.ts';

export const VISIT_PRINTS = ['visit', 'prescription'] as const satisfies readonly Print[];

/** Of what somebody may print (`usePrintable`), what there is of a visit: a prescription only where something was prescribed. */
export function printsOfVisit(printable: readonly Print[], prescribed: boolean): Print[] {
  return VISIT_PRINTS.filter((each) => printable.includes(each) && (each !== 'prescription' || prescribed));
}
