import { raise } from '../../../shared/base/result.ts';
import type { searchCalls } from '../../../shared/bridge/search.ts';
import { isResourceType } from '../../../shared/fhir/structure.ts';
import { openClinicOf } from '../core.ts';
import { searchPatients } from '../records/patient-search.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const searchHandlers: HandlersOf<typeof searchCalls> = {
  'patient.search': (core, { text, limit }) => searchPatients(openClinicOf(core).workspace.store, text, limit),
  'text.search': (core, input) => {
    if (!(input.types ?? []).every(isResourceType))
      raise(
        'invalid-input',
        'One of these is no resource type of FHIR R4; they are written as Condition or Procedure.',
      );
    const { analyst, workspace } = openClinicOf(core);
    return analyst.ask('text', { ...input, locale: workspace.members().profile.locale });
  },
  'fhir.search': (core, { job, query }) =>
    asJob(core, job, async (signal) => {
      const { analyst, workspace } = openClinicOf(core);
      const { timeZone } = workspace.members().profile;
      return {
        json: await analyst.ask('search', { query, timeZone, now: core.options.clock.now() }, undefined, signal),
      };
    }),
};
