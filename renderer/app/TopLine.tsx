import { ActionIcon, Tooltip } from '@mantine/core';
import { IconLock, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { VaultState } from '../../shared/bridge/session.ts';
import { useDo } from '../bridge/index.ts';
import { ariaKeys, keyWords } from '../commands/keys.ts';
import { Badge } from '../ui/Marks.tsx';
import classes from './Frame.module.css';
import { SwitchUser } from './SwitchUser.tsx';
import { SyncChip } from './SyncChip.tsx';

interface TopProps {
  readonly state: Extract<VaultState, { kind: 'open' }>;
  /** Patients are among what is found; whoever sees none finds commands. */
  readonly mayFind: boolean;
  readonly onSearch: () => void;
  readonly switching: boolean;
  readonly onSwitch: (opened: boolean) => void;
}

/** Which clinic, finding a patient or a command from anywhere, where the data stands, who I am. */
export function TopLine({ state, mayFind, onSearch, switching, onSwitch }: TopProps) {
  const { t } = useTranslation();
  const words = t(mayFind ? 'top.search' : 'commands.title');
  const keys = mayFind ? 'mod+K' : 'mod+shift+K';
  const lock = useDo('session.lock');
  return (
    <section className={classes.top} aria-label={t('top.label')}>
      <div className={classes.clinic}>
        <span className={classes.clinicName} title={state.clinic.name}>
          {state.clinic.name}
        </span>
        {state.clinic.sample ? <Badge tone="look">{t('sample.badge')}</Badge> : null}
      </div>
      <button
        type="button"
        className={classes.search}
        onClick={onSearch}
        aria-label={words}
        aria-keyshortcuts={ariaKeys(keys)}
      >
        <IconSearch size="1.125rem" stroke={1.8} aria-hidden />
        <span className={classes.searchWords}>{words}</span>
        <span className={classes.key} aria-hidden>
          {keyWords(keys)}
        </span>
      </button>
      {state.user.role === 'analyst' ? null : <SyncChip />}
      <div className={classes.who} title={t('top.workstation', { name: state.device.name })}>
        <SwitchUser user={state.user} users={state.users} opened={switching} onOpen={onSwitch} />
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
