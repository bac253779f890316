import { Button, Checkbox, Modal, Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AuthorityStatus, RemoteStatus } from '../../../shared/bridge/sync.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { NOTHING_TYPED, SecretEntry, secretOf } from '../../recovery/SecretEntry.tsx';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import classes from './Sync.module.css';

interface AuthorityProps {
  readonly authority: AuthorityStatus;
  readonly remotes: readonly RemoteStatus[];
}

/** Where it is kept who belongs to the clinic; an owner moves it to another of the clinic's clouds. */
export function Authority({ authority, remotes }: AuthorityProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [moving, setMoving] = useState(false);
  const here = authority.kind === 'cloud' ? authority.url : undefined;
  const others = remotes.map(({ url }) => url).filter((url) => url !== here);
  return (
    <Section
      title={t('sync.authority.title')}
      aside={
        may.do('recovery') && others.length > 0 ? (
          <Button variant="subtle" size="compact-sm" onClick={() => setMoving(true)}>
            {t('sync.authority.move')}
          </Button>
        ) : null
      }
    >
      <Stack gap="xs">
        <p className={classes.text}>
          <Place authority={authority} />
        </p>
        <p className={classes.body}>{t('sync.authority.body')}</p>
      </Stack>
      <Modal opened={moving} onClose={() => setMoving(false)} title={t('sync.authority.moveTitle')} centered>
        <MoveForm others={others} lost={authority.kind === 'cloud' && !here} onClose={() => setMoving(false)} />
      </Modal>
    </Section>
  );
}

function Place({ authority }: { readonly authority: AuthorityStatus }) {
  const { t } = useTranslation();
  if (authority.kind === 'workstation')
    return t(authority.self ? 'sync.authority.here' : 'sync.authority.workstation', { name: authority.name });
  if (authority.url === undefined) return t('sync.authority.elsewhere');
  return (
    <>
      {t('sync.authority.cloud')} <span className={classes.url}>{authority.url}</span>
    </>
  );
}

interface MoveFormProps {
  readonly others: readonly string[];
  /** This workstation does not reach the former place: only the kit can decide. */
  readonly lost: boolean;
  readonly onClose: () => void;
}

function MoveForm({ others, lost, onClose }: MoveFormProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const [remote, setRemote] = useState(others[0] ?? '');
  const [gone, setGone] = useState(lost);
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [tried, setTried] = useState(false);
  const move = useDo('authority.move');
  const secret = secretOf(typed);
  const submit = () => {
    setTried(true);
    if ((gone && !secret) || move.isPending) return;
    move.mutate(
      { remote, ...(gone && secret ? { secret } : {}) },
      {
        onSuccess: ({ url }) => {
          tell(t('sync.authority.moved', { url }));
          onClose();
        },
      },
    );
  };
  return (
    <Form onSubmit={submit}>
      <Stack gap="md">
        <p className={classes.text}>{t('sync.authority.moveBody')}</p>
        <Select
          label={t('sync.authority.to')}
          data={others}
          value={remote}
          allowDeselect={false}
          onChange={(value) => setRemote(value ?? remote)}
        />
        <Checkbox
          label={t('sync.authority.gone')}
          description={t('sync.authority.goneHint')}
          checked={gone}
          onChange={(event) => setGone(event.currentTarget.checked)}
        />
        {gone ? <SecretEntry typed={typed} onType={setTyped} tried={tried} /> : null}
        <FailureNotice failure={move.error?.failure} />
        <FormButtons dialog submit={t('sync.authority.moveYes')} busy={move.isPending} onCancel={onClose} />
      </Stack>
    </Form>
  );
}
