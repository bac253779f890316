import type { factCalls } from '../../../shared/bridge/facts.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { zonedIso } from '../records/dates.ts';
import { answerAllergies, saveAllergy } from '../records/facts/allergy.ts';
import type { FactSetting } from '../records/facts/change.ts';
import { saveTaken } from '../records/facts/medication.ts';
import { saveProblem } from '../records/facts/problem.ts';
import { factError, turnFact } from '../records/facts/turn.ts';
import { activeUser, type Workspace } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const factHandlers: HandlersOf<typeof factCalls> = {
  'allergy.save': (core, input) => saveAllergy(...here(core), input),
  'allergy.answer': (core, { patient, answer }) => answerAllergies(...here(core), patient, answer),
  'problem.save': (core, input) => saveProblem(...here(core), input),
  'taken.save': (core, input) => saveTaken(...here(core), input),
  'fact.turn': (core, { type, id, to }) => turnFact(...here(core), { type, id }, to),
  'fact.error': (core, { type, id, reason }) => factError(openClinicOf(core).workspace, { type, id }, reason),
};

function here(core: VaultCore): [Workspace, FactSetting] {
  const { workspace } = openClinicOf(core);
  const { profile } = workspace.members();
  const now = core.options.clock.now();
  return [
    workspace,
    {
      now: zonedIso(profile.timeZone, now),
      today: workspace.dayOf(now),
      by: activeUser(workspace).name,
      locale: profile.locale,
    },
  ];
}
