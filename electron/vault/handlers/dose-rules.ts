import type { doseRuleCalls } from '../../../shared/bridge/dose-rules.ts';
import { openClinicOf } from '../core.ts';
import { addRule, editRule, endRule, listRules, ruleHistory } from '../records/dose-rules/rules.ts';
import type { HandlersOf } from './contract.ts';

export const doseRuleHandlers: HandlersOf<typeof doseRuleCalls> = {
  'doseRule.list': (core) => listRules(openClinicOf(core).workspace),
  'doseRule.add': (core, { rule }) => addRule(openClinicOf(core).workspace, rule),
  'doseRule.edit': (core, input) => editRule(openClinicOf(core).workspace, input),
  'doseRule.history': (core, { id }) => ruleHistory(openClinicOf(core).workspace, id),
  'doseRule.end': (core, { id }) => endRule(openClinicOf(core).workspace, id),
};
