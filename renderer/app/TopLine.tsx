import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useDo } from '../bridge/index.ts';
import { Badge } from '../ui/Marks.tsx';
import classes from './Frame.module.css';
import { SwitchUser } from './SwitchUser.tsx';
import { SyncChip } from './SyncChip.tsx';

interface TopProps {
  readonly state: Extract<VaultState, { kind: 'open' }>;
  /** Absent for whoever sees no patients. */
  readonly onSearch: (() => void) | undefined;
}

const APPLE = navigator.platform.startsWith('Mac');

/** Which clinic, finding a patient from anywhere, where the data stands, who I am. */
export function TopLine({ state, onSearch }: TopProps) {
  const { t } = useTranslation();
  const lock = useDo('session.lock');
  return (
    <section className={classes.top} aria-label={t('top.label')}>
      <div className={classes.clinic}>
        <span className={classes.clinicName} title={state.clinic.name}>
          {state.clinic.name}
        </span>
        {state.clinic.sample ? <Badge tone="look">{t('sample.badge')}</Badge> : null}
      </div>
      {onSearch ? (
        <button
          type="button"
          className={classes.search}
          onClick={onSearch}
          aria-label={t('top.search')}
          aria-keyshortcuts="Control+K"
        >
          <IconSearch size="1.125rem" stroke={1.8} aria-hidden />
          <span className={classes.searchWords}>{t('top.search')}</span>
          <span className={classes.key} aria-hidden>
            {APPLE ? '⌘ K' : 'Ctrl K'}
          </span>
        </button>
      ) : (
        <span className={classes.grow} />
      )}
      {state.user.role === 'analyst' ? null : <SyncChip />}
      <div className={classes.who} title={t('top.workstation', { name: state.device.name })}>
        <SwitchUser user={state.user} users={state.users} />
        <Tooltip label={t('top.lock')}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('top.lock')}
            loading={lock.isPending}
            onClick={() => lock.mutate({})}
          >
            <IconLock size="1.25rem" stroke={1.6} />
          </ActionIcon>
        </Tooltip>
      </div>
    </section>
  );
}
