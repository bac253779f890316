import { Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../shared/bridge/conflicts.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { HistoryDrawer } from '../../records/values/HistoryDrawer.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { ConflictCard } from './ConflictCard.tsx';
import classes from './Inbox.module.css';
import { Lately } from './Lately.tsx';
import { mayDecide } from './may-decide.ts';
import { useNextCard } from './useNextCard.ts';

/** More than anybody decides in one go; the rest is one click away. */
const SHOWN = 30;
const NO_RECORD = { type: '', id: '' };

/** What waits for a person to decide, and what was decided lately. */
function InboxScreen({ route }: { route: { readonly patient?: string } }) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { go } = useNavigation();
  const may = useMay();
  const conflicts = useAsk('conflict.list', {}, { staleTime: 0 });
  const [shown, setShown] = useKept('shown', SHOWN);
  const client = useQueryClient();
  // a decided card goes at once; the vault's new list follows
  const leave = (id: string) =>
    client.setQueryData<Conflict[]>(['conflict.list', {}], (before) => before?.filter((each) => each.id !== id));
  const [decided, setDecided] = useState(false);
  const [history, setHistory] = useState<typeof NO_RECORD>();
  const all = withoutParts(conflicts.data ?? []);
  const list = all.filter(({ patient, record }) => !route.patient || [patient, record.id].includes(route.patient));
  const next = useNextCard(list.slice(0, shown).map(({ id }) => id));
  return (
    <Page
      title={t('inbox.title')}
      actions={
        route.patient && all.length > list.length ? (
          <Button variant="default" onClick={() => go({ name: 'inbox' })}>
            {t('inbox.all', { count: all.length })}
          </Button>
        ) : null
      }
    >
      <FailureNotice failure={conflicts.error?.failure} />
      {!conflicts.data && !conflicts.error ? <Loading /> : null}
      {conflicts.data && list.length === 0 ? (
        <Empty title={t('inbox.emptyTitle')} icon={<IconChecks size="2rem" stroke={1.4} aria-hidden />}>
          {t(decided ? 'inbox.emptyDone' : 'inbox.emptyBody')}
        </Empty>
      ) : null}
      <div className={classes.inbox}>
        {list.length > 0 ? (
          <p className={classes.lead}>
            {t('inbox.lead')}{' '}
            {list.some((one) => mayDecide(may, one)) ? <span className={classes.quiet}>{t('inbox.keys')}</span> : null}
          </p>
        ) : null}
        {list.slice(0, shown).map((conflict) => (
          <ConflictCard
            key={conflict.id}
            conflict={conflict}
            onHistory={setHistory}
            onDecided={() => {
              setDecided(true);
              leave(conflict.id);
              next(conflict.id);
            }}
          />
        ))}
        {list.length > shown ? (
          <div>
            <Button variant="default" onClick={() => setShown(shown + SHOWN)}>
              {t('inbox.more', { count: list.length - shown, shown: number(list.length - shown) })}
            </Button>
          </div>
        ) : null}
        <Lately />
      </div>
      <HistoryDrawer
        record={history ?? NO_RECORD}
        opened={history !== undefined}
        onClose={() => setHistory(undefined)}
      />
    </Page>
  );
}

export const inbox: Screen<'inbox'> = { rail: 'inbox', view: InboxScreen };

/** An amendment is decided as a whole: what differs in it stands in its card, and is settled with it. */
function withoutParts(conflicts: readonly Conflict[]): Conflict[] {
  const key = ({ record }: Conflict) => `${record.type}/${record.id}`;
  const amended = new Set(conflicts.filter(({ kind }) => kind === 'amendment').map(key));
  return conflicts.filter((each) => each.kind !== 'register' || !amended.has(key(each)));
}
