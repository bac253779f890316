/** Findings as FHIR says them: http://hl7.org/fhir/R4/operationoutcome.html */
import { type Finding, findingText } from '../../../../shared/quality/finding.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

/** Where an issue was found: http://hl7.org/fhir/R4/extension-operationoutcome-issue-source.html */
const SOURCE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-source';

/** An OperationOutcome of at least one finding; `source` names what was judged (`file.ndjson:12`, `Patient/x`). */
export function outcomeOf(findings: readonly Finding[], locale: 'en' | 'zh-CN', source: string): JsonObject {
  return {
    resourceType: 'OperationOutcome',
    issue: findings.map((finding) => ({
      extension: [{ url: SOURCE, valueString: source }],
      severity: finding.severity,
      code: finding.code,
      details: { coding: [{ code: finding.key }], text: findingText(finding, locale) },
      expression: [finding.expression],
    })),
  };
}
