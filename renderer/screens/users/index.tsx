import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { AddUser } from './AddUser.tsx';
import { Copy } from './Copy.tsx';
import { OpenedCharts } from './OpenedCharts.tsx';
import { Roles } from './Roles.tsx';
import classes from './Users.module.css';
import { UserTable } from './UserTable.tsx';

/** Who works here, and what their roles may do. Everybody may look; only an owner changes. */
function UsersScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const users = useAsk('user.list', {}, { staleTime: 0 });
  const [adding, setAdding] = useState(false);
  useCommands(
    may.do('users')
      ? [
          {
            id: 'here.addUser',
            name: 'users.add',
            icon: IconUserPlus,
            group: 'here',
            keys: ['A'],
            run: () => setAdding(true),
          },
        ]
      : [],
  );
  return (
    <Page
      title={t('nav.users')}
      actions={
        may.do('users') ? (
          <Button leftSection={<IconUserPlus size="1.125rem" stroke={1.8} />} onClick={() => setAdding(true)}>
            {t('users.add')}
          </Button>
        ) : null
      }
    >
      <div className={classes.page}>
        <FailureNotice failure={users.error?.failure} />
        {users.data ? <UserTable users={users.data} /> : users.error ? null : <Loading />}
        <Roles />
        <OpenedCharts />
        <Copy />
      </div>
      <AddUser opened={adding} onClose={() => setAdding(false)} />
    </Page>
  );
}

export const users: Screen<'users'> = { rail: 'users', view: UsersScreen };
