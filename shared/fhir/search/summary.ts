/** Which elements `_summary` keeps (http://hl7.org/fhir/R4/search.html#summary), by the definitions of FHIR R4. */
import summary from './summary.json' with { type: 'json' };

export interface SummaryElements {
  /** Elements in the summary; a choice by its base name with `*`. */
  readonly summary: ReadonlySet<string>;
  /** Elements that every resource of the type must have. */
  readonly mandatory: ReadonlySet<string>;
  /** `element.inner`: not in the summary though the element is. */
  readonly left: ReadonlySet<string>;
}

const LINES: Readonly<Record<string, string>> = summary;

/** Of a type of resource; empty for one that FHIR R4 does not know. */
export function summaryOf(type: string): SummaryElements {
  const words = (Object.hasOwn(LINES, type) ? (LINES[type] ?? '') : '').split(' ');
  const marked = (mark: string) => new Set(words.filter((word) => word[0] === mark).map((word) => word.slice(1)));
  return { summary: marked('+'), mandatory: marked('!'), left: marked('-') };
}
