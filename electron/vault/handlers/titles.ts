import type { titleCalls } from '../../../shared/bridge/titles.ts';
import { openClinicOf } from '../core.ts';
import { readTitles, saveTitle } from '../records/prints/titles.ts';
import type { HandlersOf } from './contract.ts';

export const titleHandlers: HandlersOf<typeof titleCalls> = {
  'title.list': (core) => [...readTitles(openClinicOf(core).workspace.store)].map(([user, title]) => ({ user, title })),
  'title.save': (core, input) => saveTitle(openClinicOf(core).workspace, input),
};
