/** Small signs: a colour always comes with a shape and a word. */
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconCheck,
  IconCloudOff,
  IconExclamationCircle,
  IconRefresh,
  IconUpload,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Marks.module.css';

export type Tone = 'plain' | 'good' | 'look' | 'danger' | 'act';

/** A short word in a tone, optionally with a sign before it. */
export function Badge({ tone = 'plain', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {icon}
      {children}
    </span>
  );
}

export type FlagKind = 'low' | 'high' | 'abnormal';

/** The flag of a value: an arrow and a word. */
export function Flag({ flag }: { flag: FlagKind }) {
  const { t } = useTranslation();
  const Icon = flag === 'low' ? IconArrowDown : flag === 'high' ? IconArrowUp : IconExclamationCircle;
  return (
    <span className={classes.flag}>
      <Icon size="1em" stroke={2.2} aria-hidden />
      {t(`flag.${flag}`)}
    </span>
  );
}

export type SyncState = 'none' | 'settled' | 'pending' | 'syncing' | 'offline' | 'alarm';

const SYNC = {
  none: { icon: IconCloudOff, tone: 'plain' },
  settled: { icon: IconCheck, tone: 'good' },
  pending: { icon: IconUpload, tone: 'look' },
  syncing: { icon: IconRefresh, tone: 'plain' },
  offline: { icon: IconCloudOff, tone: 'look' },
  alarm: { icon: IconAlertTriangle, tone: 'danger' },
} as const;

/** The sign of a state of sync, with its tone. */
export function syncMark(state: SyncState): { tone: Tone; icon: ReactNode } {
  const { icon: Icon, tone } = SYNC[state];
  return { tone, icon: <Icon size="1.1em" stroke={2} aria-hidden /> };
}

/** "To review" with the number of values that wait. Nothing where none do, as on most of the hundreds of lines that have one. */
export function ConflictBadge({ count }: { count: number }) {
  return count === 0 ? null : <Conflict />;
}

function Conflict() {
  const { t } = useTranslation();
  return (
    <Badge tone="look" icon={<IconAlertTriangle size="1em" stroke={2} aria-hidden />}>
      {t('common.conflict')}
    </Badge>
  );
}
