/** Putting the clinic's texts into findings and note. */
import { type RefObject, useRef, useState } from 'react';
import type { VisitForm } from '../../../records/encounter/visit.ts';
import { insertInto } from './insert.ts';
import { TemplatePicker } from './TemplatePicker.tsx';

/** Fields that take a template. */
export type TemplateField = 'findings' | 'note';

interface Templates {
  /** Lets somebody choose a template for a field; for the one in which they are, else the note. */
  readonly open: (into?: TemplateField) => void;
  readonly picker: React.ReactNode;
}

export function useTemplates(
  sheet: RefObject<HTMLElement | null>,
  form: VisitForm,
  change: (part: Partial<VisitForm>) => void,
): Templates {
  const [into, setInto] = useState<TemplateField>();
  const place = useRef<{ field: TemplateField; at: number }>({ field: 'note', at: 0 });
  const textarea = (field: TemplateField) =>
    sheet.current?.querySelector<HTMLTextAreaElement>(`[data-section="${field}"] textarea:not([aria-hidden])`);
  const open = (wanted?: TemplateField) => {
    const here = document.activeElement?.closest('[data-section]')?.getAttribute('data-section');
    const field = wanted ?? (here === 'findings' ? 'findings' : 'note');
    place.current = { field, at: textarea(field)?.selectionEnd ?? form[field].length };
    setInto(field);
  };
  const picker = (
    <TemplatePicker
      opened={into !== undefined}
      onClose={() => setInto(undefined)}
      onChoose={({ text }) => {
        const { field, at } = place.current;
        const inserted = insertInto(form[field], at, text);
        place.current = { field, at: inserted.at };
        change({ [field]: inserted.text });
      }}
      onClosed={() => {
        const { field, at } = place.current;
        const area = textarea(field);
        area?.focus();
        area?.setSelectionRange(at, at);
      }}
    />
  );
  return { open, picker };
}
