/** What differs between versions of one record, element by element. */
import { valueWords } from './words.ts';

export interface DifferingElement {
  /** Name of the element; a choice with its type. */
  readonly element: string;
  readonly words: string;
  /** What the first other version says there. */
  readonly other: string;
}

/** Of each version (JSON text; null: nothing) the elements in which not all agree. `meta` and `text` follow from the rest. */
export function differingElements(versions: readonly (string | null)[]): DifferingElement[][] {
  const parsed = versions.map((version) => (version === null ? {} : (JSON.parse(version) as Record<string, unknown>)));
  const names = [...new Set(parsed.flatMap((version) => Object.keys(version)))].filter(
    (name) => name !== 'meta' && name !== 'text' && new Set(parsed.map((each) => JSON.stringify(each[name]))).size > 1,
  );
  return parsed.map((version, index) => {
    const other = parsed.find((_, at) => at !== index) ?? {};
    return names.map((element) => ({
      element,
      words: valueWords(version[element]),
      other: valueWords(other[element]),
    }));
  });
}
