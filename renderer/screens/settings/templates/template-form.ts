/** The form of a text for notes. */
import type { CallInput } from '../../../../shared/bridge/index.ts';
import type { Template } from '../../../../shared/bridge/templates.ts';

export interface TemplateWords {
  readonly title: string;
  readonly text: string;
  /** The writes that the form showed; a draft keeps them, so that it overwrites nothing that came after it. */
  readonly seen: readonly string[];
}

/** The form of a text that stands there, or of a new one. */
export function templateForm(before: Template | undefined): TemplateWords {
  return { title: before?.title ?? '', text: before?.text ?? '', seen: before?.seen ?? [] };
}

/** What `template.save` takes; without an id a new one. */
export function templateInput(
  id: string | undefined,
  { title, text, seen }: TemplateWords,
): CallInput<'template.save'>['templates'][number] {
  return { ...(id === undefined ? {} : { id }), seen: [...seen], title, text };
}
