import { mayWrite } from '../../../shared/access/roles.ts';
import type { CleaningChoice, cleaningCalls } from '../../../shared/bridge/cleaning.ts';
import { resourceTypes } from '../../../shared/fhir/structure.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { applyCleaning } from '../quality/cleaning/apply-records.ts';
import type { CleaningQuestion } from '../quality/cleaning/look.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';
import { asJob } from './job.ts';

export const cleaningHandlers: HandlersOf<typeof cleaningCalls> = {
  'cleaning.preview': (core, { job, ...choice }) =>
    asJob(core, job, (signal) => {
      const types = resourceTypes().filter((type) => sightOf(core).shows(type));
      const tell = (done: number) => tellProgress(core, job, done);
      return openClinicOf(core).analyst.ask('cleaning', question(core, choice, types), tell, signal);
    }),
  'cleaning.apply': (core, { job, ...choice }) =>
    asJob(core, job, (signal) => {
      const { workspace, analyst } = openClinicOf(core);
      const { roles } = workspace.members();
      const { role } = activeUser(workspace);
      const types = resourceTypes().filter((type) => sightOf(core).shows(type) && mayWrite(roles, role, type));
      const asked = question(core, choice, types);
      return applyCleaning(workspace, asked, {
        find: (after) => analyst.ask('unclean', { ...asked, after }),
        signal,
        onProgress: (done) => tellProgress(core, job, done),
      });
    }),
};

function question(core: VaultCore, { rules, country }: CleaningChoice, types: readonly string[]): CleaningQuestion {
  const { workspace } = openClinicOf(core);
  const { timeZone, locale } = workspace.members().profile;
  const today = workspace.dayOf(workspace.clock.now());
  return { rules, types, setting: { timeZone, today, locale, ...(country === undefined ? {} : { country }) } };
}

function tellProgress(core: VaultCore, job: string, done: number): void {
  core.options.emit('progress', { job, phase: 'reading', done, unit: 'records' });
}
