import type { templateCalls } from '../../../shared/bridge/templates.ts';
import { openClinicOf } from '../core.ts';
import { keepTemplates, saveTemplates, templatesOf } from '../records/templates.ts';
import type { HandlersOf } from './contract.ts';

export const templateHandlers: HandlersOf<typeof templateCalls> = {
  'template.list': (core) => templatesOf(openClinicOf(core).workspace.store),
  'template.save': (core, input) => saveTemplates(openClinicOf(core).workspace, input),
  'template.use': (core, input) => keepTemplates(openClinicOf(core).workspace, input),
};
