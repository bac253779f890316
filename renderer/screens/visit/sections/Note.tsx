import type { SectionProps } from '../section.ts';
import { FreeText } from './FreeText.tsx';

/** What was thought, done and advised, in free words. */
export function Note({ form, change, onTemplates }: SectionProps) {
  return (
    <FreeText field="note" rows={5} value={form.note} onChange={(note) => change({ note })} onTemplates={onTemplates} />
  );
}
