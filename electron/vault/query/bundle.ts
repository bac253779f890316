/** The answer to a search: a searchset Bundle as text, into which records are put as they are kept. */
import { parseJson } from '../../../shared/records/json.ts';
import { BASE } from './reference-value.ts';

export interface Entry {
  readonly type: string;
  readonly id: string;
  readonly json: string;
  readonly mode: 'match' | 'include';
}

export interface Answer {
  readonly total: number | undefined;
  readonly self: string;
  readonly next: string | undefined;
  readonly entries: readonly Entry[];
  /** What whoever asked should know about the answer. */
  readonly warning: string | undefined;
  readonly pretty: boolean;
}

/** The Bundle's JSON. Numbers keep the text that records have. */
export function bundleJson({ total, self, next, entries, warning, pretty }: Answer): string {
  const links = [{ relation: 'self', url: self }, ...(next === undefined ? [] : [{ relation: 'next', url: next }])];
  const texts = entries.map(
    ({ type, id, json, mode }) =>
      `{"fullUrl":${JSON.stringify(`${BASE}/${type}/${id}`)},"resource":${json},"search":{"mode":"${mode}"}}`,
  );
  if (warning !== undefined) texts.push(outcome(warning));
  const text = `{"resourceType":"Bundle","type":"searchset",${total === undefined ? '' : `"total":${total},`}"link":${JSON.stringify(links)}${
    texts.length === 0 ? '' : `,"entry":[${texts.join(',')}]`
  }}`;
  return pretty ? JSON.stringify(parseJson(text), null, 2) : text;
}

function outcome(diagnostics: string): string {
  const issue = [{ severity: 'warning', code: 'too-costly', diagnostics }];
  return JSON.stringify({ resource: { resourceType: 'OperationOutcome', issue }, search: { mode: 'outcome' } });
}
