import { useTranslation } from 'react-i18next';
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { Badge } from '../../ui/Marks.tsx';
import { Section } from '../../ui/Section.tsx';
import { type Column, Table } from '../../ui/Table.tsx';
import { UserActions } from './UserActions.tsx';
import classes from './Users.module.css';

/** Who, in which role, whether they can log in, and when something of theirs was last heard here. */
export function UserTable({ users }: { users: readonly UserStatus[] }) {
  const { t } = useTranslation();
  const may = useMay();
  const now = useNow();
  const { time, ago } = useFormat();
  const listed = useAsk('title.list', {}, { enabled: may.read('Practitioner') });
  const titles = new Map(listed.data?.map(({ user, title }) => [user, title]));
  const owners = users.filter(({ role, status }) => role === 'owner' && status === 'active');
  const columns: Column<UserStatus>[] = [
    {
      key: 'name',
      head: t('users.name'),
      cell: (user) => (
        <>
          {user.name} {user.self ? <span className={classes.closed}>({t('users.self')})</span> : null}
          <span className={classes.printed}>{titles.get(user.id)}</span>
        </>
      ),
    },
    { key: 'role', head: t('users.role'), cell: (user) => t(`roles.name.${user.role}`) },
    { key: 'status', head: t('users.status'), cell: (user) => <Status user={user} /> },
    {
      key: 'seen',
      head: t('users.seen'),
      cell: (user) =>
        user.lastSeen ? <span title={time(user.lastSeen)}>{ago(user.lastSeen, now)}</span> : t('users.never'),
    },
  ];
  const actions: Column<UserStatus> = {
    key: 'actions',
    head: t('users.change'),
    cell: (user) => <UserActions user={user} isLastOwner={owners.length === 1 && owners[0]?.id === user.id} />,
  };
  return (
    <Section title={t('users.title')}>
      <div className={classes.table}>
        <Table
          label={t('users.title')}
          rows={users}
          rowKey={(user) => user.id}
          columns={may.do('users') ? [...columns, actions] : columns}
        />
      </div>
      {users.length === 1 ? <p className={classes.quiet}>{t('users.alone')}</p> : null}
      {may.do('users') ? null : <p className={classes.quiet}>{t('users.ownersOnly')}</p>}
    </Section>
  );
}

function Status({ user }: { user: UserStatus }) {
  const { t } = useTranslation();
  if (user.status === 'disabled') return <Badge tone="look">{t('users.disabled')}</Badge>;
  return <>{t(user.initial ? 'users.waiting' : 'users.active')}</>;
}
