/** The sections of a visit, in the order of a consultation. A new one is a file here, its fields in the form, and a line below. */
import {
  type Icon,
  IconActivity,
  IconCalendarRepeat,
  IconMessage,
  IconNotes,
  IconPill,
  IconStethoscope,
  IconTestPipe,
  IconZoomCheck,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import type { SectionProps } from '../section.ts';
import { Complaint } from './Complaint.tsx';
import { Diagnoses } from './Diagnoses.tsx';
import { Findings } from './Findings.tsx';
import { FollowUp } from './FollowUp.tsx';
import { Note } from './Note.tsx';
import { Orders } from './Orders.tsx';
import { Prescriptions } from './Prescriptions.tsx';
import { Vitals } from './Vitals.tsx';

interface VisitSection {
  readonly name: string;
  readonly view: ComponentType<SectionProps>;
  /** The command that leads into it. */
  readonly command: ParseKeys;
  readonly icon: Icon;
  readonly keys: string;
  /** Which of its fields one comes into; a list goes on at its end. */
  readonly enter: 'first' | 'last';
}

export const SECTIONS: readonly VisitSection[] = [
  {
    name: 'complaint',
    view: Complaint,
    command: 'visit.goTo.complaint',
    icon: IconMessage,
    keys: 'alt+C',
    enter: 'first',
  },
  {
    name: 'vitals',
    view: Vitals,
    command: 'visit.goTo.vitals',
    icon: IconActivity,
    keys: 'alt+V',
    enter: 'first',
  },
  {
    name: 'findings',
    view: Findings,
    command: 'visit.goTo.findings',
    icon: IconZoomCheck,
    keys: 'alt+E',
    enter: 'first',
  },
  {
    name: 'diagnoses',
    view: Diagnoses,
    command: 'visit.goTo.diagnoses',
    icon: IconStethoscope,
    keys: 'alt+D',
    enter: 'last',
  },
  { name: 'orders', view: Orders, command: 'visit.goTo.orders', icon: IconTestPipe, keys: 'alt+O', enter: 'first' },
  {
    name: 'prescriptions',
    view: Prescriptions,
    command: 'visit.goTo.prescriptions',
    icon: IconPill,
    keys: 'alt+R',
    enter: 'last',
  },
  { name: 'note', view: Note, command: 'visit.goTo.note', icon: IconNotes, keys: 'alt+N', enter: 'first' },
  {
    name: 'followUp',
    view: FollowUp,
    command: 'visit.goTo.followUp',
    icon: IconCalendarRepeat,
    keys: 'alt+U',
    enter: 'first',
  },
];

const FIELDS = 'input:not([type=checkbox]):not(:disabled), textarea:not([aria-hidden]):not(:disabled), select';

/** Gives the focus to a field of a section; where it has none yet, to the first of its buttons. */
export function enterSection(form: HTMLElement, { name, enter }: VisitSection): void {
  const fields = form.querySelectorAll<HTMLElement>(`[data-section="${name}"] :is(${FIELDS})`);
  const field =
    fields[enter === 'first' ? 0 : fields.length - 1] ??
    form.querySelector<HTMLElement>(`[data-section="${name}"] button`);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}
