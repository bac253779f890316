/** Asks with every change of the medicines, not of the other words, what speaks against prescribing them. */
import { useAsk } from '../bridge/index.ts';
import { type PrescriptionForm, toPrescription } from '../records/prescription/form.ts';

/** `of` gives what was found about a line; nothing before the answer is there. */
export function usePrescriptionCheck(patient: string, list: readonly PrescriptionForm[]) {
  const named = list.map(({ text }) => text.trim() !== '');
  const prescriptions = list
    .filter((_, place) => named[place])
    .map((form) => {
      const { medicine, product, dose, frequency, asNeeded, replaces } = toPrescription(form);
      return {
        medicine,
        ...(product === undefined ? {} : { product }),
        ...(dose ? { dose } : {}),
        ...(frequency ? { frequency } : {}),
        ...(asNeeded === undefined ? {} : { asNeeded }),
        ...(replaces === undefined ? {} : { replaces }),
      };
    });
  const { data, error } = useAsk(
    'prescription.check',
    { patient, prescriptions },
    { staleTime: 0, keepPrevious: true, enabled: prescriptions.length > 0 },
  );
  // the answer before this one may have been about other lines
  const answer = prescriptions.length > 0 && data?.results.length === prescriptions.length ? data : undefined;
  return {
    answer,
    failure: error?.failure,
    of: (place: number) => (named[place] ? answer?.results[named.slice(0, place).filter(Boolean).length] : undefined),
  };
}
