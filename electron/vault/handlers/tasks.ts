import type { taskCalls } from '../../../shared/bridge/tasks.ts';
import { openClinicOf, type VaultCore } from '../core.ts';
import { sightOf } from '../permission.ts';
import { zonedIso } from '../records/dates.ts';
import { nextAppointments } from '../records/day.ts';
import { addTask, editTask, turnTask } from '../records/tasks/change.ts';
import { openTasks } from '../records/tasks/list.ts';
import type { TaskSetting } from '../records/tasks/resource.ts';
import { activeUser, type Workspace } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const taskHandlers: HandlersOf<typeof taskCalls> = {
  'patient.due': (core, { id }) => {
    const { workspace } = openClinicOf(core);
    const now = core.options.clock.now();
    const sight = sightOf(core);
    return {
      today: workspace.dayOf(now),
      tasks: sight.shows('Task', id) ? openTasks(workspace.store, id).items : [],
      appointments: sight.shows('Appointment', id)
        ? nextAppointments(workspace.store, id, now, workspace.members().profile.timeZone)
        : [],
    };
  },
  'task.list': (core, { patient }) => {
    const { workspace } = openClinicOf(core);
    return { today: workspace.dayOf(core.options.clock.now()), ...openTasks(workspace.store, patient) };
  },
  'task.add': (core, input) => addTask(...here(core), input),
  'task.edit': (core, input) => editTask(...here(core), input),
  'task.turn': (core, input) => turnTask(...here(core), input),
};

function here(core: VaultCore): [Workspace, TaskSetting] {
  const { workspace } = openClinicOf(core);
  const now = zonedIso(workspace.members().profile.timeZone, core.options.clock.now());
  const { id, name } = activeUser(workspace);
  return [workspace, { now, by: { id, name } }];
}
