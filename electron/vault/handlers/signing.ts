import type { signingCalls } from '../../../shared/bridge/signing.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { signVisit } from '../records/sign-visit.ts';
import { type SheetSetting, visitSheet } from '../records/visit-sheet.ts';
import type { HandlersOf } from './contract.ts';

export const signingHandlers: HandlersOf<typeof signingCalls> = {
  'visit.sheet': (core, { encounter }) => visitSheet(openClinicOf(core).workspace, encounter, settingOf(core)),
  'visit.sign': (core, input) => ({ signed: signVisit(openClinicOf(core).workspace, input, settingOf(core)) }),
};

function settingOf(core: VaultCore): SheetSetting {
  const sight = sightOf(core);
  return {
    locale: openClinicOf(core).workspace.members().profile.locale,
    shows: (type, patient) => sight.shows(type, patient),
  };
}
