import { raise } from '../../../shared/base/result.ts';
import type { searchCalls } from '../../../shared/bridge/search.ts';
import { isResourceType, resourceTypes } from '../../../shared/fhir/structure.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
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
    const sight = sightOf(core);
    const shown = (type: string): boolean => sight.shows(type, input.patient);
    const asked = input.types?.length ? input.types : undefined;
    const types = resourceTypes().every(shown) ? asked : (asked ?? resourceTypes()).filter(shown);
    return analyst.ask('text', { ...input, types, locale: workspace.members().profile.locale });
  },
  'fhir.search': (core, { job, query }) =>
    asJob(core, job, async (signal) => {
      const { analyst, workspace } = openClinicOf(core);
      const { timeZone } = workspace.members().profile;
      const sight = sightOf(core);
      const closed = resourceTypes().filter((type) => !sight.shows(type));
      const input = { query, timeZone, now: core.options.clock.now(), closed };
      return { json: await analyst.ask('search', input, undefined, signal) };
    }),
};
