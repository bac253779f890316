/** What a check of a record found: the same shape for FHIR's rules, for plausibility, for units, at import and on screen. */
import { z } from 'zod';
import { FINDING_TEXTS, type FindingKey } from './finding-texts.ts';
import { RULE_TEXTS } from './rule-texts.ts';

/** Codes of http://hl7.org/fhir/R4/valueset-issue-type.html that checks use. */
const ISSUE_TYPES = [
  'invalid',
  'structure',
  'required',
  'value',
  'invariant',
  'not-supported',
  'duplicate',
  'not-found',
  'too-long',
  'code-invalid',
  'extension',
  'business-rule',
  'informational',
] as const;

export const Finding = z.strictObject({
  /** error: not valid; warning: may be right, somebody should look; information: good to know. */
  severity: z.enum(['error', 'warning', 'information']),
  /** FHIR's IssueType, as an OperationOutcome has it. */
  code: z.enum(ISSUE_TYPES),
  /** FHIRPath of the element, as `Patient.name[0].given[1]`. */
  expression: z.string(),
  /** Names the sentence (`finding-texts.ts`): what is wrong and what to do. */
  key: z.string().refine((key): key is FindingKey => Object.hasOwn(FINDING_TEXTS, key)),
  /** What stands in the sentence's gaps. Never a patient's data beyond the value of a code. */
  params: z.record(z.string(), z.string()),
});
export type Finding = Readonly<z.infer<typeof Finding>>;

/** A sentence or two for people: what is wrong, and what to do. */
export function findingText({ key, params }: Pick<Finding, 'key' | 'params'>, locale: 'en' | 'zh-CN'): string {
  const language = locale === 'en' ? 0 : 1;
  const rule = params.rule ?? '';
  if (key === 'invariant' && Object.hasOwn(RULE_TEXTS, rule)) {
    const said = RULE_TEXTS[rule]?.[language] ?? '';
    return locale === 'en' ? `${said} (${rule})` : `${said}（${rule}）`;
  }
  const text = FINDING_TEXTS[key][language];
  return text.replace(/\{\{(\w+)\}\}/g, (_gap, name: string) => params[name] ?? '');
}
