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
  'no-such-type': 'value',
  'bad-reference': 'value',
  'wrong-reference-type': 'structure',
  'contained-without-id': 'required',
  'contained-twice': 'duplicate',
  'contained-unused': 'invariant',
  'bad-uuid': 'value',
  'uuid-case': 'value',
  'bad-oid': 'value',
  'bad-canonical': 'value',
  'not-contained': 'not-found',
  'wrong-definition': 'structure',
  'not-absolute': 'value',
  'element-id-twice': 'duplicate',
  'extension-place': 'extension',
  'extension-modifies': 'extension',
  'extension-no-modifier': 'extension',
  'extension-type': 'extension',
  'extension-version': 'extension',
  'extension-of-version': 'extension',
  'extension-unknown': 'extension',
  'extension-no-value': 'extension',
  'extension-part': 'extension',
  'extension-part-missing': 'extension',
  'extension-part-often': 'extension',
  'xhtml-form': 'structure',
  'xhtml-div': 'structure',
  'xhtml-namespace': 'structure',
  'xhtml-element': 'structure',
  'xhtml-attribute': 'structure',
  'xhtml-empty': 'structure',
  'xhtml-place': 'structure',
  'xhtml-address': 'value',
  'active-text': 'value',
  blank: 'value',
  'too-long': 'too-long',
  'attachment-size': 'value',
  'code-form': 'code-invalid',
  'bad-unit': 'code-invalid',
  'value-set-as-system': 'code-invalid',
  'code-not-listed': 'code-invalid',
  'system-page': 'code-invalid',
  'system-https': 'code-invalid',
  'system-longer': 'code-invalid',
  'system-unknown': 'code-invalid',
  'system-version': 'value',
  'wrong-display': 'value',
  'bad-currency': 'code-invalid',
  'bad-language': 'code-invalid',
  'bad-mime': 'code-invalid',
  'link-twice': 'duplicate',
  'entry-without-id': 'required',
  'full-url-id': 'invalid',
  'search-mode': 'structure',
  'search-other-type': 'structure',
  'link-to-page': 'value',
  'bundle-first': 'structure',
  'reference-ambiguous': 'duplicate',
  'version-not-in-bundle': 'not-found',
  'not-in-bundle': 'not-found',
  'entry-unreached': 'informational',
  supplement: 'invariant',
  'code-twice': 'duplicate',
  'wrong-count': 'invariant',
  'property-undeclared': 'invariant',
  'property-type': 'structure',
  'property-meaning': 'invariant',
  'property-twice': 'duplicate',
  'content-none': 'invariant',
  'not-in-supplement': 'invariant',
  'property-code': 'code-invalid',
  'filter-value': 'value',
  'filter-operation': 'value',
  'variable-unknown': 'value',
  'search-type': 'invariant',
  'component-of-composite': 'invariant',
  'definition-type': 'structure',
  'definition-path': 'structure',
  'min-max': 'invariant',
  'no-such-data-type': 'value',
  'name-twice': 'duplicate',
  'bad-expression': 'value',
  'link-id-twice': 'duplicate',
  'no-such-question': 'not-found',
  unanswered: 'required',
  'answer-to-none': 'structure',
  unreadable: 'invalid',
  'profile-type': 'structure',
  'profile-value': 'value',
  'profile-missing': 'required',
  'profile-many': 'structure',
  'profile-slice': 'required',
  'in-future': 'business-rule',
  'too-old': 'business-rule',
  'end-before-start': 'business-rule',
  'impossible-value': 'business-rule',
  'amount-not-positive': 'business-rule',
  expired: 'business-rule',
  'identity-number': 'business-rule',
  'identity-birth': 'business-rule',
  'identity-sex': 'business-rule',
};

/** What was found so far, of one resource. */
export class Report {
  readonly findings: Finding[] = [];
  /** What two checks find is told once. */
  readonly #said = new Set<string>();

  error(expression: string, key: FindingKey, params: Finding['params'] = {}): void {
    this.#add('error', expression, key, params);
  }

  warning(expression: string, key: FindingKey, params: Finding['params'] = {}): void {
    this.#add('warning', expression, key, params);
  }

  information(expression: string, key: FindingKey, params: Finding['params'] = {}): void {
    this.#add('information', expression, key, params);
  }

  #add(severity: Finding['severity'], expression: string, key: FindingKey, params: Finding['params']): void {
    const same = `${severity} ${expression} ${key} ${JSON.stringify(params)}`;
    if (this.#said.has(same)) return;
    this.#said.add(same);
    this.findings.push({ severity, code: KINDS[key], expression, key, params });
  }
}
