import type { TFunction } from 'i18next';
import type { ViewFault } from '../../../shared/views/faults.ts';

/** What is wrong with a view, where, and about which name. */
export function viewFaultWords(t: TFunction, { code, place, detail }: ViewFault): string {
  const words = t(`viewFaults.${code}`);
  return t('notebook.faultAt', { place, words: detail === undefined ? words : `${words} (${detail})` });
}
