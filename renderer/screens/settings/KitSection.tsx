import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { ClinicInfo } from '../../../shared/bridge/session.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import classes from '../../recovery/Paper.module.css';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { ShareSheets } from '../../recovery/ShareSheets.tsx';
import { SplitForm } from '../../recovery/SplitForm.tsx';
import { Form } from '../../ui/Form.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';

/** After so many days without a rehearsal the page says that it is time for one. */
const STALE_DAYS = 365;
const DAY_MS = 86_400_000;

/** The kit after it was put away: whether it was proved, who holds shares, a rehearsal, a new splitting. */
export function KitSection({ clinic }: { readonly clinic: ClinicInfo }) {
  const { t } = useTranslation();
  const { ago, day } = useFormat();
  const now = useNow();
  const client = useQueryClient();
  const status = useAsk('kit.status', {}, { staleTime: 0 });
  const [doing, setDoing] = useState<'prove' | 'split'>();
  const [split, setSplit] = useState<CallOutput<'kit.split'>>();
  const proved = status.data?.provedAt;
  const stale = proved === undefined || now.getTime() - Date.parse(proved) > STALE_DAYS * DAY_MS;
  const held = status.data?.split;
  const changed = () => void client.invalidateQueries({ queryKey: ['kit.status'] });
  return (
    <Section title={t('kit.title')}>
      <Stack gap="sm">
        <p className={classes.note}>{t('kit.onlyOnPaper')}</p>
        {status.data ? (
          <Notice tone={stale ? 'look' : 'good'}>
            {proved === undefined
              ? t('kit.neverProved')
              : t(stale ? 'kit.provedLongAgo' : 'kit.proved', { ago: ago(proved, now), day: day(proved) })}
          </Notice>
        ) : null}
        <FailureNotice failure={status.error?.failure} />
        {held ? (
          <Facts
            facts={[
              [t('share.heldBy'), held.holders.join(t('common.dot'))],
              [t('share.needed'), t('share.neededOf', { threshold: held.threshold, total: held.holders.length })],
              [t('share.set'), `${held.set}${t('common.dot')}${day(held.at)}`],
            ]}
          />
        ) : null}
        {doing === 'prove' ? <ProveForm onProved={changed} onClose={() => setDoing(undefined)} /> : null}
        {doing === 'split' ? (
          <SplitForm
            known={false}
            onCancel={() => setDoing(undefined)}
            onSplit={(made) => {
              setSplit(made);
              setDoing(undefined);
              changed();
            }}
          />
        ) : null}
        {doing === undefined ? (
          <Group gap="xs">
            <Button variant="default" onClick={() => setDoing('prove')}>
              {t('kit.prove')}
            </Button>
            <Button variant="default" onClick={() => setDoing('split')}>
              {t('share.split')}
            </Button>
          </Group>
        ) : null}
      </Stack>
      {split ? <ShareSheets clinic={clinic} split={split} onClose={() => setSplit(undefined)} /> : null}
    </Section>
  );
}

function ProveForm({ onProved, onClose }: { readonly onProved: () => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const prove = useDo('kit.prove');
  const secret = secretOf(typed);
  if (prove.data) {
    return (
      <Notice
        tone="good"
        alert
        title={t('kit.provedTitle')}
        actions={
          <Button variant="default" size="compact-sm" onClick={onClose}>
            {t('common.close')}
          </Button>
        }
      >
        {t('kit.provedBody', { epoch: prove.data.epoch })}
      </Notice>
    );
  }
  return (
    <Form
      label={t('kit.prove')}
      onSubmit={() => {
        if (!secret || prove.isPending) return;
        prove.mutate(secret, {
          onSuccess: () => {
            setTyped(NOTHING_TYPED);
            onProved();
          },
        });
      }}
    >
      <Stack gap="sm">
        <p className={classes.note}>{t('kit.proveBody')}</p>
        <SecretEntry typed={typed} onType={setTyped} />
        <FailureNotice failure={prove.error?.failure} />
        <Group gap="xs">
          <Button type="submit" loading={prove.isPending} disabled={!secret}>
            {t('kit.proveDo')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
        </Group>
      </Stack>
    </Form>
  );
}
