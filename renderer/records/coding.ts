/** What somebody chose from a list of codes, and whether their words still mean it. */
import type { CodeHit } from '../../shared/bridge/codes.ts';
import { DRUGS } from '../../shared/terminology/drugs.ts';

const ICD10 = 'http://hl7.org/fhir/sid/icd-10';

export interface Coding {
  /** Coding system, a URI. */
  readonly system: string;
  readonly code: string;
  /** Its name in the words that stand in the field. */
  readonly term: string;
}

/** A hit with its name in the reader's language, where the list has it. */
export function codingOf({ system, code, zh, en }: CodeHit, chinese: boolean): Coding {
  return { system, code, term: (chinese ? (zh ?? en) : (en ?? zh)) ?? code };
}

/** Its name in the other language; '' where there is none. */
export function otherName({ zh, en }: CodeHit, chinese: boolean): string {
  return (zh === undefined || en === undefined ? undefined : chinese ? en : zh) ?? '';
}

/** The code as people may read it; '' where it is only our own word for a drug, which says nothing beside its name. */
export function readableCode({ system, code }: Pick<Coding, 'system' | 'code'>): string {
  return system === DRUGS ? '' : code;
}

/** `N18.3 renal failure` as the code and words that were typed; undefined for anything else. */
export function typedCoding(text: string): Coding | undefined {
  const [, code, term] = /^([A-Z]\d[\dA-Z](?:\.[\dA-Z]{1,4})?)\s+(\S.*)$/i.exec(text.normalize('NFKC').trim()) ?? [];
  return code === undefined || term === undefined ? undefined : { system: ICD10, code: code.toUpperCase(), term };
}

/** Whether the words still say what was chosen: it may be told more closely, not replaced. */
export function stillMeant(text: string, term: string): boolean {
  return term !== '' && text.includes(term);
}
