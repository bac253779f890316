import type { RuleName } from '../../../../shared/bridge/conflicts.ts';
import type { Rule } from './contract.ts';
import { deletedPatient } from './deleted-patient.ts';
import { doubleBooking } from './double-booking.ts';
import { identityNumber } from './identity-number.ts';
import { mergedApart } from './merged-apart.ts';
import { mergedChanged } from './merged-changed.ts';
import { signedChanged } from './signed-changed.ts';

/** Every rule by its name; one that is missing here fails to compile. */
export const rules: { readonly [N in RuleName]: Rule } = {
  'identity-number': identityNumber,
  'double-booking': doubleBooking,
  'deleted-patient': deletedPatient,
  'signed-changed': signedChanged,
  'merged-apart': mergedApart,
  'merged-changed': mergedChanged,
};
