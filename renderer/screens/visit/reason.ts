/** What a visit begins with: the reason for which the patient waits in the queue. */
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallOutput } from '../../../shared/bridge/index.ts';

interface AskedDay {
  readonly data: CallOutput<'appointment.day'> | undefined;
  readonly error: { readonly failure: Failure } | null;
}

/**
 * The patient's words in the queue, '' where there are none or none to see; undefined until they are known. Where whoever waited gave up, it is the
 * failure: the visit does not begin without what was said at the desk as if nothing had been.
 */
export function reasonOf(sees: boolean, { data, error }: AskedDay, patient: string): string | Failure | undefined {
  if (!sees) return '';
  if (error) return error.failure.code === 'cancelled' ? error.failure : '';
  const waiting = data?.items.findLast(
    (item) => item.patient.id === patient && (item.status === 'arrived' || item.status === 'checked-in'),
  );
  return data && (waiting?.reason ?? '');
}
