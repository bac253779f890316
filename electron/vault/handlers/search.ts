import type { searchCalls } from '../../../shared/bridge/search.ts';
import { openClinicOf } from '../core.ts';
import { searchPatients } from '../records/patient-search.ts';
import type { HandlersOf } from './contract.ts';

export const searchHandlers: HandlersOf<typeof searchCalls> = {
  'patient.search': (core, { text, limit }) => searchPatients(openClinicOf(core).workspace.store, text, limit),
  'text.search': (core, input) => {
    const { analyst, workspace } = openClinicOf(core);
    return analyst.ask('text', { ...input, locale: workspace.members().profile.locale });
  },
};
