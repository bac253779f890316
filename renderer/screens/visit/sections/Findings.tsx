import type { SectionProps } from '../section.ts';
import { FreeText } from './FreeText.tsx';

/** What was found on examination, in free words. */
export function Findings({ form, change, onTemplates }: SectionProps) {
  return (
    <FreeText
      field="findings"
      rows={2}
      value={form.findings}
      onChange={(findings) => change({ findings })}
      onTemplates={onTemplates}
    />
  );
}
