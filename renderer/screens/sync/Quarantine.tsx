import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuarantineItem } from '../../../shared/bridge/members.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import classes from './Sync.module.css';

const MOST_SHOWN = 6;

/** What was kept out of the records, and an owner's decision about each. Others see how much there is. */
export function Quarantine({ count }: { count: number }) {
  const { t } = useTranslation();
  const list = useAsk('quarantine.list', {}, { enabled: count > 0, staleTime: 0 });
  if (count === 0) return null;
  const items = list.data ?? [];
  if (items.length === 0) return <Notice tone="look">{t('sync.quarantined', { count })}</Notice>;
  return (
    <Section title={t('sync.quarantine.title')}>
      <p className={classes.body}>{t('sync.quarantine.body')}</p>
      <ul className={classes.list}>
        {items.map((item) => (
          <Item key={item.id} item={item} onDecided={() => void list.refetch()} />
        ))}
      </ul>
    </Section>
  );
}

function Item({ item, onDecided }: { item: QuarantineItem; onDecided: () => void }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const decide = useDo('quarantine.decide');
  const say = (decision: 'take' | 'drop') => decide.mutate({ id: item.id, decision }, { onSuccess: onDecided });
  const shown = item.records.slice(0, MOST_SHOWN);
  return (
    <li className={classes.remote}>
      <div className={classes.remoteHead}>
        <strong>
          {t(`sync.quarantine.reason.${item.reason}`, { defaultValue: t('sync.quarantine.reason.other') })}
        </strong>
        <span className={classes.quiet}>{item.at ? time(item.at) : ''}</span>
      </div>
      <p className={classes.body}>
        {t('sync.quarantine.by', {
          user: item.user || t('sync.quarantine.unknown'),
          device: item.device || t('sync.quarantine.unknown'),
          count: item.operations,
        })}
      </p>
      <p className={classes.quiet}>
        {shown
          .map(({ type, what }) => `${t(`sync.quarantine.what.${what}`, { defaultValue: what })} ${type}`)
          .join(' · ')}
        {item.operations > shown.length ? ' …' : ''}
      </p>
      <FailureNotice failure={decide.error?.failure} />
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          disabled={!item.takeable}
          loading={decide.isPending}
          onClick={() => say('take')}
        >
          {t('sync.quarantine.take')}
        </Button>
        <Button variant="default" size="compact-sm" loading={decide.isPending} onClick={() => say('drop')}>
          {t('sync.quarantine.drop')}
        </Button>
      </Group>
    </li>
  );
}
