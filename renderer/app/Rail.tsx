import {
  IconCalendar,
  IconChartBar,
  IconCloud,
  IconFileImport,
  IconInbox,
  IconListSearch,
  IconSettings,
  IconSun,
  IconUserShield,
  IconUsers,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askDesktop, type May, useAsk, useMay } from '../bridge/index.ts';
import type { Screen } from '../screens/contract.ts';
import { useNavigation } from '../screens/navigation.ts';
import { Mark } from '../ui/Mark.tsx';
import classes from './Frame.module.css';

type RailName = Screen<'patients'>['rail'];

const ENTRIES = [
  { name: 'today', icon: IconSun, shown: (may: May) => may.read('Appointment') && may.read('Patient') },
  { name: 'patients', icon: IconUsers, shown: (may: May) => may.read('Patient') },
  {
    name: 'appointments',
    icon: IconCalendar,
    shown: (may: May) => may.read('Appointment') && may.read('Patient'),
  },
  { name: 'analysis', icon: IconChartBar, shown: (may: May) => may.do('analysis') },
  { name: 'inbox', icon: IconInbox, shown: (may: May) => may.write('Patient') || may.write('Condition') },
  { name: 'exchange', icon: IconFileImport, shown: (may: May) => may.do('import') || may.do('export') },
  { name: 'sync', icon: IconCloud, shown: (may: May) => may.role !== 'analyst' },
  { name: 'audit', icon: IconListSearch, shown: (may: May) => may.do('audit') },
  { name: 'users', icon: IconUserShield, shown: (may: May) => may.role !== 'analyst' },
] as const;

/** Where one can go; only what works. */
export function Rail({ lit }: { lit: RailName }) {
  const { t } = useTranslation();
  const may = useMay();
  const sync = useAsk('sync.status', {}, { enabled: may.role !== 'analyst' });
  const info = useQuery({
    queryKey: ['desktop.info'],
    queryFn: () => askDesktop('desktop.info', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const waiting = sync.data?.conflicts ?? 0;
  return (
    <nav className={classes.rail} aria-label={t('nav.label')}>
      <div className={classes.brand}>
        <Mark />
        {t('app.name')}
      </div>
      {ENTRIES.filter((entry) => entry.shown(may)).map(({ name, icon }) => (
        <Entry key={name} name={name} icon={icon} lit={lit === name} waiting={name === 'inbox' ? waiting : 0} />
      ))}
      <div className={classes.grow} />
      <Entry name="settings" icon={IconSettings} lit={lit === 'settings'} waiting={0} />
      {info.data?.ok && info.data.value.evaluation ? <p className={classes.evaluation}>{t('app.evaluation')}</p> : null}
    </nav>
  );
}

interface EntryProps {
  readonly name: RailName;
  readonly icon: typeof IconUsers;
  readonly lit: boolean;
  readonly waiting: number;
}

function Entry({ name, icon: Icon, lit, waiting }: EntryProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  return (
    <button type="button" className={classes.link} aria-current={lit ? 'page' : undefined} onClick={() => go({ name })}>
      <Icon size="1.25rem" stroke={1.6} aria-hidden />
      <span>{t(`nav.${name}`)}</span>
      {waiting > 0 ? (
        <span className={classes.number}>
          <span aria-hidden>{waiting}</span>
          <span className="visually-hidden">{t('nav.inboxCount', { count: waiting })}</span>
        </span>
      ) : null}
    </button>
  );
}
