/** Where checks put what they find. */
import type { Finding } from '../../../../shared/quality/finding.ts';
import type { FindingKey } from '../../../../shared/quality/finding-texts.ts';

/** The kind of each error: a code of http://hl7.org/fhir/R4/valueset-issue-type.html */
const KINDS: Readonly<Record<FindingKey, Finding['code']>> = {
  'json-comment': 'invalid',
  'json-comma': 'invalid',
  'json-no-comma': 'invalid',
  'json-twice': 'invalid',
  'json-quotes': 'invalid',
  'json-control': 'invalid',
  'json-number': 'invalid',
  'json-ends': 'invalid',
  'json-broken': 'invalid',
  'json-deep': 'invalid',
  'not-an-object': 'structure',
  'unknown-type': 'structure',
  'unknown-element': 'structure',
  missing: 'required',
  empty: 'structure',
  'too-many': 'structure',
  'not-a-list': 'structure',
  'wrong-type': 'structure',
  'bad-format': 'value',
  'several-choices': 'structure',
  'unknown-code': 'code-invalid',
  'wrong-target': 'structure',
  invariant: 'invariant',
};

/** What was found so far, of one resource. */
export class Report {
  readonly findings: Finding[] = [];

  error(expression: string, key: FindingKey, params: Finding['params'] = {}): void {
    this.#add('error', expression, key, params);
  }

  #add(severity: Finding['severity'], expression: string, key: FindingKey, params: Finding['params']): void {
    this.findings.push({ severity, code: KINDS[key], expression, key, params });
  }
}
