import type { codeCalls } from '../../../shared/bridge/codes.ts';
import { codeListOf } from '../codes/code-system.ts';
import { favouritesOf } from '../codes/favourites.ts';
import { findCodes } from '../codes/finder.ts';
import { importList } from '../codes/import-list.ts';
import { ownLists } from '../codes/own-lists.ts';
import { findDiagnoses } from '../codes/recorded.ts';
import { openClinicOf } from '../core.ts';
import { activeUser } from '../records/workspace.ts';
import type { HandlersOf } from './contract.ts';

export const codeHandlers: HandlersOf<typeof codeCalls> = {
  'code.find': (core, input) => findCodes(openClinicOf(core).workspace.store, input, core.options.clock.now()),
  'diagnosis.favourites': (core, { limit }) => {
    const { workspace } = openClinicOf(core);
    return favouritesOf(workspace.store, { user: activeUser(workspace).id, limit });
  },
  'diagnosis.find': (core, input) => findDiagnoses(openClinicOf(core).workspace.store, input, core.options.clock.now()),
  'code.lists': (core) =>
    ownLists(openClinicOf(core).workspace.store).flatMap(
      ({ resource, version }) => codeListOf(resource, version) ?? [],
    ),
  'code.import': (core, input) => importList(openClinicOf(core).workspace, input),
};
