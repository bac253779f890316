/** The clinic's own lists: CodeSystem records that say what they are for. */
import type { CodeKind } from '../../../shared/bridge/codes.ts';
import { type JsonObject, parseJson } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { kindOf } from './code-system.ts';

interface Row {
  readonly rid: number;
  readonly version: number;
}

export interface OwnList {
  readonly rid: number;
  readonly version: number;
  readonly id: string;
  readonly kind: CodeKind;
  readonly resource: JsonObject;
}

/** Which CodeSystems there are, and how often each was changed: as long as it is the same text, the lists are the same. */
export function stateOfLists(reader: Reader): string {
  return reader
    .all<Row>("SELECT rid, version FROM record WHERE type = 'CodeSystem' AND deleted = 0 ORDER BY rid")
    .map(({ rid, version }) => `${rid}:${version}`)
    .join(' ');
}

/** The clinic's lists, the oldest first. */
export function ownLists(reader: Reader): OwnList[] {
  return reader
    .all<Row & { id: string; json: string }>(
      "SELECT rid, version, id, json FROM record WHERE type = 'CodeSystem' AND deleted = 0 ORDER BY id",
    )
    .flatMap(({ json, ...row }) => {
      const resource = parseJson(json) as JsonObject;
      const kind = kindOf(resource);
      return kind === undefined ? [] : [{ ...row, kind, resource }];
    });
}
