import { Button, Group, Stack, TextInput } from '@mantine/core';
import { IconCloud } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemoteStatus } from '../../../shared/bridge/sync.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { Confirm } from '../../ui/Confirm.tsx';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { Badge, syncMark } from '../../ui/Marks.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty, Facts, Section } from '../../ui/Section.tsx';
import classes from './Sync.module.css';
import { UsageOf } from './Usage.tsx';
import { WipeDecision } from './WipeDecision.tsx';

/** With so many changes still to come it is told how far it is. */
const MANY = 200;

/** The clouds of this clinic, and connecting another one. */
export function Remotes({ remotes }: { remotes: readonly RemoteStatus[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const [adding, setAdding] = useState(false);
  const open = may.do('sync') && (adding || remotes.length === 0);
  return (
    <Section
      title={t('sync.remotes')}
      aside={
        open || !may.do('sync') ? null : (
          <Button variant="subtle" size="compact-sm" onClick={() => setAdding(true)}>
            {t('sync.addRemote')}
          </Button>
        )
      }
    >
      {remotes.length === 0 ? (
        <Empty title={t('sync.noRemote')} icon={<IconCloud size="2rem" stroke={1.4} aria-hidden />}>
          {t('sync.noRemoteBody')}
        </Empty>
      ) : null}
      {remotes.map((remote) => (
        <Remote key={remote.url} remote={remote} />
      ))}
      {open ? (
        <AddRemote
          onDone={() => setAdding(false)}
          {...(remotes.length > 0 ? { onCancel: () => setAdding(false) } : {})}
        />
      ) : null}
    </Section>
  );
}

function Remote({ remote }: { remote: RemoteStatus }) {
  const { t } = useTranslation();
  const may = useMay();
  const now = useNow();
  const { time, ago, number } = useFormat();
  const run = useDo('sync.run');
  const remove = useDo('remote.remove');
  const cancel = useDo('sync.cancel');
  const [asked, setAsked] = useState(false);
  const [usage, setUsage] = useState(false);
  const { tone, icon } = syncMark(remote.state);
  const soon = (at: string, now: Date) =>
    new Date(at).getTime() - now.getTime() < 60_000 ? t('sync.soon') : ago(at, now);
  return (
    <article className={classes.remote} aria-label={remote.url}>
      <header className={classes.remoteHead}>
        <h3 className={classes.url}>{remote.url}</h3>
        <Badge tone={tone} icon={icon}>
          {t(`sync.state.${remote.state}`)}
        </Badge>
      </header>
      <Facts
        facts={[
          [
            t('sync.waiting'),
            remote.pendingChanges > 0 ? t('sync.changes', { count: remote.pendingChanges }) : t('sync.nothingWaiting'),
          ],
          [
            t('sync.lastSuccess'),
            remote.lastSuccess
              ? `${time(remote.lastSuccess)}${t('common.dot')}${ago(remote.lastSuccess, now)}`
              : t('sync.never'),
          ],
          ...(remote.nextAttempt && remote.state !== 'settled'
            ? ([[t('sync.nextAttempt'), soon(remote.nextAttempt, now)]] as const)
            : []),
        ]}
      />
      {remote.progress && remote.progress.total - remote.progress.done > MANY ? (
        <Notice
          actions={
            <Button variant="default" size="compact-sm" onClick={() => cancel.mutate({ remote: remote.url })}>
              {t('common.cancel')}
            </Button>
          }
        >
          {t('sync.progress', { done: number(remote.progress.done), total: number(remote.progress.total) })}
        </Notice>
      ) : null}
      {remote.wipe ? (
        <Notice tone="look" actions={may.do('sync') ? <WipeDecision url={remote.url} wipe={remote.wipe} /> : null}>
          {t('sync.wipeHeld', remote.wipe)}
        </Notice>
      ) : null}
      {remote.error ? <FailureNotice failure={remote.error} /> : null}
      <FailureNotice failure={run.error?.failure} />
      <FailureNotice failure={remove.error?.failure} />
      <Group gap="xs" mt="xs">
        <Button
          variant="default"
          loading={run.isPending}
          onClick={() => run.mutate({ remote: remote.url, untilIdle: true })}
        >
          {t('sync.syncNow')}
        </Button>
        <Button variant="subtle" aria-expanded={usage} onClick={() => setUsage(!usage)}>
          {t('sync.usage.title')}
        </Button>
        {may.do('sync') ? (
          <Button variant="subtle" color="gray" onClick={() => setAsked(true)}>
            {t('common.remove')}
          </Button>
        ) : null}
        {run.data ? (
          <span role="status" className={classes.quiet}>
            {t('sync.report', { pushed: number(run.data.pushed), pulled: number(run.data.pulled) })}
          </span>
        ) : null}
      </Group>
      {usage ? <UsageOf remote={remote.url} /> : null}
      <Confirm
        opened={asked}
        title={t('sync.removeRemote')}
        yes={t('common.remove')}
        danger
        onNo={() => setAsked(false)}
        onYes={() => {
          setAsked(false);
          remove.mutate({ url: remote.url });
        }}
      >
        <p className={classes.url}>{remote.url}</p>
        {t('sync.removeRemoteBody')}
      </Confirm>
    </article>
  );
}

function AddRemote({ onDone, onCancel }: { onDone: () => void; onCancel?: () => void }) {
  const { t } = useTranslation();
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const add = useDo('remote.add');
  return (
    <Form
      className={classes.add}
      label={t('sync.addRemote')}
      onSubmit={() => {
        if (url.trim() === '' || add.isPending) return;
        add.mutate({ url: url.trim(), ...(token.trim() === '' ? {} : { token: token.trim() }) }, { onSuccess: onDone });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('sync.url')}
          description={t('sync.urlHint')}
          type="url"
          value={url}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('sync.token')}
          description={t('sync.tokenHint')}
          value={token}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        {add.error?.failure.code === 'cloud-unreachable' ? (
          <Notice tone="look" alert>
            {t('sync.notThere')}
          </Notice>
        ) : add.error ? (
          <FailureNotice failure={add.error.failure} />
        ) : null}
        <FormButtons submit={t('sync.connect')} busy={add.isPending} disabled={url.trim() === ''} onCancel={onCancel} />
      </Stack>
    </Form>
  );
}
