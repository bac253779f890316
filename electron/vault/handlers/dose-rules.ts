import type { doseRuleCalls } from '../../../shared/bridge/dose-rules.ts';
import { openClinicOf } from '../core.ts';
import { addRule, endRule, listRules } from '../records/dose-rules/rules.ts';
import type { HandlersOf } from './contract.ts';

export const doseRuleHandlers: HandlersOf<typeof doseRuleCalls> = {
  'doseRule.list': (core) => listRules(openClinicOf(core).workspace),
  'doseRule.add': (core, { rule }) => addRule(openClinicOf(core).workspace, rule),
  'doseRule.end': (core, { id }) => endRule(openClinicOf(core).workspace, id),
};
