import type { printCalls } from '../../../shared/bridge/prints.ts';
import { openClinicOf } from '../core.ts';
import { sightOf } from '../permission.ts';
import { printContent } from '../records/prints/content.ts';
import type { HandlersOf } from './contract.ts';

export const printHandlers: HandlersOf<typeof printCalls> = {
  'print.content': (core, input) => printContent(openClinicOf(core).workspace, sightOf(core), input),
};
