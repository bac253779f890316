import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_ROLES, type RoleTable } from '../../../shared/access/roles.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useDraft } from '../useDraft.ts';
import { CapabilityMatrix, GroupMatrix } from './Matrix.tsx';
import { changesIn } from './table.ts';
import classes from './Users.module.css';
import { useChangeWords } from './useChangeWords.ts';

/** The table as it is being changed; null while nobody changes it. */
const UNCHANGED: { readonly table: RoleTable | null } = { table: null };

/** What each role may do, in words; an owner changes it, and sees what that changes before it holds. */
export function Roles() {
  const { t } = useTranslation();
  const state = useAsk('session.state', {});
  const table = state.data?.kind === 'open' ? state.data.roles : DEFAULT_ROLES;
  const may = useMay();
  const { value, change, drop } = useDraft('roles', null, UNCHANGED);
  const draft = value.table ?? undefined;
  const setDraft = (next: RoleTable) => change({ table: next });
  const close = () => {
    drop();
    change(UNCHANGED);
  };
  const aside = draft ? (
    <Group gap="xs">
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setDraft(DEFAULT_ROLES)}>
        {t('roles.defaults')}
      </Button>
      <Button variant="default" size="compact-sm" onClick={close}>
        {t('common.cancel')}
      </Button>
      <Save table={draft} before={table} onDone={close} />
    </Group>
  ) : may.do('roles') ? (
    <Button variant="default" size="compact-sm" onClick={() => setDraft(table)}>
      {t('roles.change')}
    </Button>
  ) : null;
  return (
    <Section title={t('roles.title')} aside={aside}>
      <p className={classes.quiet}>{t('roles.lead')}</p>
      <div className={classes.table}>
        <GroupMatrix table={draft ?? table} before={table} onChange={draft ? setDraft : undefined} />
      </div>
      <div className={classes.table}>
        <CapabilityMatrix table={draft ?? table} before={table} onChange={draft ? setDraft : undefined} />
      </div>
      <p className={classes.quiet}>{t('roles.printing')}</p>
      <p className={classes.quiet}>{t('roles.fixed')}</p>
    </Section>
  );
}

function Save({ table, before, onDone }: { table: RoleTable; before: RoleTable; onDone: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const save = useDo('roles.save');
  const words = useChangeWords();
  const [asked, setAsked] = useState(false);
  const changes = changesIn(before, table);
  return (
    <>
      <Button size="compact-sm" disabled={changes.length === 0} onClick={() => setAsked(true)}>
        {t('roles.review', { count: changes.length })}
      </Button>
      <Confirm
        opened={asked}
        title={t('roles.saveTitle')}
        yes={t('common.save')}
        busy={save.isPending}
        onNo={() => setAsked(false)}
        onYes={() =>
          save.mutate(
            { table },
            {
              onSuccess: () => {
                tell(t('roles.saved'));
                onDone();
              },
            },
          )
        }
      >
        <p>{t('roles.saveBody')}</p>
        <ul className={classes.changes}>
          {changes.map((change) => (
            <li key={words(change)}>{words(change)}</li>
          ))}
        </ul>
        <FailureNotice failure={save.error?.failure} />
      </Confirm>
    </>
  );
}
