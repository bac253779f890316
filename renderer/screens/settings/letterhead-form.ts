/** The form of the letterhead. */
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { Letterhead, LetterheadView } from '../../../shared/bridge/letterhead.ts';

export interface LetterheadForm extends Letterhead {
  /** The Organization that the form showed, '' before there was one. */
  readonly id: string;
  /** The writes that the form showed; a draft keeps them, so that it overwrites nothing that came after it. */
  readonly seen: readonly string[];
}

/** The form of what stands there. */
export function letterheadForm({ letterhead, record }: LetterheadView): LetterheadForm {
  return { ...letterhead, id: record?.id ?? '', seen: record?.seen ?? [] };
}

/** What `letterhead.save` takes. */
export function letterheadInput({ id, seen, ...letterhead }: LetterheadForm): CallInput<'letterhead.save'> {
  return { letterhead, ...(id === '' ? {} : { id, seen: [...seen] }) };
}
