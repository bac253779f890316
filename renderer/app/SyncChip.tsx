import { useTranslation } from 'react-i18next';
import type { SyncStatus } from '../../shared/bridge/sync.ts';
import { useAsk } from '../bridge/index.ts';
import { useFormat, useNow } from '../locales/manner.tsx';
import { useAlarmWords } from '../records/values/alarms.ts';
import { useNavigation } from '../screens/navigation.ts';
import { syncMark } from '../ui/Marks.tsx';
import classes from './Frame.module.css';

/** The truth about sync in one line; a click tells all. */
export function SyncChip() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const status = useAsk('sync.status', {});
  const words = useChipWords(status.data);
  if (!status.data || words === undefined) return null;
  const { tone, icon } = syncMark(status.data.state);
  return (
    <button
      type="button"
      className={classes.chip}
      data-tone={tone}
      data-sync={status.data.state}
      title={words}
      aria-description={t('chip.details')}
      onClick={() => go({ name: 'sync' })}
    >
      {icon}
      <span role="status">{words}</span>
    </button>
  );
}

function useChipWords(status: SyncStatus | undefined): string | undefined {
  const { t } = useTranslation();
  const now = useNow(20_000);
  const { ago, clock } = useFormat();
  const alarmWords = useAlarmWords();
  if (!status) return undefined;
  const { state, pendingChanges, remotes, alarms } = status;
  if (state === 'none') return t('chip.none');
  if (state === 'syncing') return t('chip.syncing');
  if (state === 'pending') return t('chip.pending', { count: pendingChanges });
  if (state === 'offline') {
    const since = earliest(remotes.map((remote) => remote.offlineSince));
    return since ? t('chip.offline', { time: clock(since, now) }) : t('chip.offlineNow');
  }
  if (state === 'alarm') {
    const [alarm] = alarms;
    const error = remotes.find((remote) => remote.state === 'alarm')?.error;
    return t('chip.alarm', {
      text: alarm ? alarmWords(alarm) : error ? t(`errors.${error.code}`) : t('sync.state.alarm'),
    });
  }
  // The remote that was heard longest ago decides how old "all in the cloud" is.
  const last = earliest(remotes.map((remote) => remote.lastSuccess));
  return last ? t('chip.settled', { ago: ago(last, now) }) : t('chip.settledNow');
}

function earliest(times: readonly (string | undefined)[]): string | undefined {
  return times.filter((time) => time !== undefined).sort()[0];
}
