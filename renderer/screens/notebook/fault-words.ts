import type { TFunction } from 'i18next';
import type { ViewFault } from '../../../shared/views/faults.ts';

/** What is wrong with a view, where, about which name, and what to do about it. */
export function viewFaultWords(t: TFunction, { code, place, detail }: ViewFault): string {
  const wrong = t(`viewFaults.${code}`);
  const words = detail === undefined ? wrong : `${wrong} (${detail})`;
  const advice = t(`viewAdvice.${code}`);
  // of the definition as a whole
  return place === '' || place === '.'
    ? t('notebook.faultIn', { words, advice })
    : t('notebook.faultAt', { place, words, advice });
}
