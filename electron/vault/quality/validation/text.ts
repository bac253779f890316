/** Validates the text of a resource: its JSON, and then what it says. */
import type { Finding } from '../../../../shared/quality/finding.ts';
import { isObject } from '../../../../shared/records/json.ts';
import { type ValidationContext, validateResource } from './index.ts';
import { readJson } from './json/reader.ts';
import { Report } from './report.ts';

/** The type that the text says, to name paths by where it cannot be read whole. */
const TYPE = /"resourceType"\s*:\s*"([A-Z][A-Za-z]*)"/;

/** Everything that was found: faults of the JSON first, each with its line and column. */
export function validateText(text: string, context: ValidationContext): Finding[] {
  const report = new Report();
  const { value, faults } = readJson(text);
  const type = TYPE.exec(text)?.[1] ?? 'Resource';
  for (const { fault, path, offset } of faults)
    report.error(path === '' ? type : `${type}.${path}`, fault, placeOf(text, offset));
  if (value === undefined) return report.findings;
  if (isObject(value)) return [...report.findings, ...validateResource(value, context)];
  report.error(type, 'not-an-object');
  return report.findings;
}

/** Line and column, as editors count them. */
function placeOf(text: string, offset: number): { line: string; column: string } {
  const before = text.slice(0, offset).split('\n');
  return { line: String(before.length), column: String((before.at(-1)?.length ?? 0) + 1) };
}
