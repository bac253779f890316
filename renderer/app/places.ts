/** The places of the rail, in their order: for the rail itself, for the palette, and for Alt with a digit. */
import {
  IconCalendar,
  IconChartBar,
  IconCloud,
  IconFileImport,
  IconHelpCircle,
  IconInbox,
  IconListSearch,
  IconSettings,
  IconSun,
  IconTestPipe,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react';
import type { May } from '../bridge/index.ts';

const always = () => true;

const PLACES = [
  { name: 'today', icon: IconSun, shown: (may: May) => may.read('Appointment') && may.read('Patient') },
  { name: 'patients', icon: IconUsers, shown: (may: May) => may.read('Patient') },
  {
    name: 'appointments',
    icon: IconCalendar,
    shown: (may: May) => may.read('Appointment') && may.read('Patient'),
  },
  {
    name: 'results',
    icon: IconTestPipe,
    shown: (may: May) => may.read('DiagnosticReport') && may.read('Patient'),
  },
  { name: 'analysis', icon: IconChartBar, shown: (may: May) => may.do('analysis') },
  { name: 'inbox', icon: IconInbox, shown: (may: May) => may.write('Patient') || may.write('Condition') },
  { name: 'exchange', icon: IconFileImport, shown: (may: May) => may.do('import') || may.do('export') },
  { name: 'sync', icon: IconCloud, shown: (may: May) => may.role !== 'analyst' },
  { name: 'audit', icon: IconListSearch, shown: (may: May) => may.do('audit') },
  { name: 'users', icon: IconUserShield, shown: (may: May) => may.role !== 'analyst' },
  { name: 'settings', icon: IconSettings, shown: always },
  { name: 'help', icon: IconHelpCircle, shown: always },
] as const;

export type PlaceName = (typeof PLACES)[number]['name'];

/** A place that somebody may go to, and its keys: a digit for the first nine, for the settings what most programs have. */
export interface ShownPlace {
  readonly name: PlaceName;
  readonly icon: (typeof PLACES)[number]['icon'];
  readonly keys: string | undefined;
}

/** At the foot of the rail, apart from the day's work. */
export const AT_THE_FOOT: readonly PlaceName[] = ['settings', 'help'];

/** The places of a role. */
export function placesFor(may: May): ShownPlace[] {
  return PLACES.filter(({ shown }) => shown(may)).map(({ name, icon }, index) => ({
    name,
    icon,
    keys: name === 'settings' ? 'mod+,' : index < 9 ? `alt+Digit${index + 1}` : undefined,
  }));
}
