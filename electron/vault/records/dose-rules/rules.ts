/** The clinic's rules for highest doses: entered, edited, ended, listed, with all that each has said. */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { DoseRule, ListedRule, RuleVersion } from '../../../../shared/bridge/dose-rules.ts';
import type { CallParsed } from '../../../../shared/bridge/index.ts';
import { variantsOf } from '../../../../shared/merge/variants.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { change, editedOps, standingRow, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { historyOf, versionJson } from '../history.ts';
import { findRow, stateOf } from '../row.ts';
import { refuseInvalid } from '../validity.ts';
import { viewRecord } from '../view.ts';
import type { Workspace } from '../workspace.ts';
import { knowledgeOf, ruleOf } from './resource.ts';

const TYPE = 'MedicationKnowledge';
/** So many combinations of values in conflict are looked at. */
const MOST = 16;

/** Raises not-valid. */
export function addRule(workspace: Workspace, rule: DoseRule): Changed {
  return change(workspace, () => {
    const resource = knowledgeOf(rule);
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** A limit is only true with its source, its medicine and the people it is for: two edits made apart are never put together. */
const WHOLE = ['code', 'status', 'monograph', 'administrationGuidelines'];

/** A rule as somebody edited it; every version stays in its history. Raises not-found, rule-ended, not-valid. */
export function editRule(workspace: Workspace, { id, seen, rule }: CallParsed<'doseRule.edit'>): Changed {
  return change(workspace, (reader) => {
    const standing = variantsOf(stateOf(reader, standingRow(reader, TYPE, id)), MOST);
    if (standing.every((one) => ruleOf(one) === undefined))
      raise(
        'rule-ended',
        'This rule was ended meanwhile, and nothing was changed. Enter it as a new one if it is to hold.',
      );
    const made = (before: JsonObject) => ({ ...before, ...knowledgeOf(rule) });
    return editedOps(workspace, reader, { type: TYPE, id, seen }, made, WHOLE);
  });
}

/** Everything that a rule has said, the newest first. Raises not-found. */
export function ruleHistory(workspace: Workspace, id: string): RuleVersion[] {
  const { store } = workspace;
  const versions = historyOf(workspace, TYPE, id).map(({ version, by }): RuleVersion => {
    const json = versionJson(store, TYPE, id, version);
    const rule = json === null ? undefined : ruleOf(parseJson(json) as JsonObject);
    return { by: by.user, at: by.at, ...(rule ? { rule } : {}) };
  });
  return versions.reverse();
}

/** A rule that holds no more stays in its history. Raises not-found, signed. */
export function endRule(workspace: Workspace, id: string): Changed {
  return change(workspace, (reader) =>
    turnedOps(workspace, reader, standingRow(reader, TYPE, id), (before) => ({
      ...before,
      status: 'inactive',
    })),
  );
}

/** The rules that hold, by the names of their medicines. */
export function listRules(workspace: Workspace): ListedRule[] {
  return rulesIn(workspace.store)
    .filter(({ id }, at, all) => all.findIndex((other) => other.id === id) === at)
    .map(({ id, rule }) => {
      const { updated, conflicts, version, seen } = viewRecord(workspace, TYPE, id);
      return { id, rule, by: updated.user, at: updated.at, conflicts, edited: version > 1, seen };
    })
    .sort((a, b) => (a.rule.medicine.text < b.rule.medicine.text ? -1 : 1));
}

/** The rules that hold, one in conflict with each of its values. */
export function rulesIn(reader: Reader): { id: string; rule: DoseRule }[] {
  const ids = reader.all<{ id: string }>(
    "SELECT id FROM record WHERE type = 'MedicationKnowledge' AND deleted = 0 ORDER BY id",
  );
  return ids.flatMap(({ id }) => {
    const row = findRow(reader, TYPE, id);
    if (!row) return [];
    return variantsOf(stateOf(reader, row), MOST).flatMap((resource) => {
      const rule = ruleOf(resource);
      return rule ? [{ id, rule }] : [];
    });
  });
}
