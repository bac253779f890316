import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES, type Role } from '../../../shared/access/roles.ts';
import type { UserStatus } from '../../../shared/bridge/users.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { Confirm } from '../../ui/Confirm.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { ResetPassphrase } from './ResetPassphrase.tsx';
import { TitleDialog } from './TitleDialog.tsx';

type Step =
  | { readonly kind: 'role'; readonly role: Role }
  | { readonly kind: 'disable' | 'enable' | 'reset' | 'title' };

/** What an owner can do about one user. The last owner stays one. */
export function UserActions({ user, isLastOwner }: { user: UserStatus; isLastOwner: boolean }) {
  const { t } = useTranslation();
  const may = useMay();
  const [step, setStep] = useState<Step>();
  const active = user.status === 'active';
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            aria-label={t('users.actionsFor', { name: user.name })}
            leftSection={<IconDots size="1rem" stroke={1.8} />}
          >
            {t('users.change')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('users.makeRole')}</Menu.Label>
          {ROLES.map((role) => (
            <MenuItem
              key={role}
              disabled={role === user.role || isLastOwner || !active}
              onClick={() => setStep({ kind: 'role', role })}
            >
              {t(`roles.name.${role}`)}
            </MenuItem>
          ))}
          <Menu.Divider />
          {may.write('Practitioner') ? (
            <MenuItem onClick={() => setStep({ kind: 'title' })}>{t('users.printedTitle')}</MenuItem>
          ) : null}
          {user.self ? null : (
            <MenuItem disabled={!active} onClick={() => setStep({ kind: 'reset' })}>
              {t('users.reset')}
            </MenuItem>
          )}
          {active ? (
            <MenuItem disabled={isLastOwner} onClick={() => setStep({ kind: 'disable' })}>
              {t('users.disable')}
            </MenuItem>
          ) : (
            <MenuItem onClick={() => setStep({ kind: 'enable' })}>{t('users.enable')}</MenuItem>
          )}
          {isLastOwner ? <Menu.Label>{t('users.lastOwner')}</Menu.Label> : null}
        </Menu.Dropdown>
      </Menu>
      {step?.kind === 'reset' ? <ResetPassphrase user={user} onClose={() => setStep(undefined)} /> : null}
      {step?.kind === 'title' ? <TitleDialog user={user} onClose={() => setStep(undefined)} /> : null}
      {step && step.kind !== 'reset' && step.kind !== 'title' ? (
        <Ask user={user} step={step} onClose={() => setStep(undefined)} />
      ) : null}
    </>
  );
}

interface AskProps {
  readonly user: UserStatus;
  readonly step: Exclude<Step, { kind: 'reset' | 'title' }>;
  readonly onClose: () => void;
}

/** Says what will change before it does. */
function Ask({ user, step, onClose }: AskProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const users = useAsk('user.list', {}, { enabled: false });
  const role = useDo('user.role');
  const disable = useDo('user.disable');
  const enable = useDo('user.enable');
  const running = step.kind === 'role' ? role : step.kind === 'disable' ? disable : enable;
  const words =
    step.kind === 'role'
      ? {
          title: t('users.roleTitle', { name: user.name, role: t(`roles.name.${step.role}`) }),
          body: t(`roles.does.${step.role}`),
          yes: t('users.roleYes'),
        }
      : step.kind === 'disable'
        ? { title: t('users.disableTitle', { name: user.name }), body: t('users.disableBody'), yes: t('users.disable') }
        : { title: t('users.enableTitle', { name: user.name }), body: t('users.enableBody'), yes: t('users.enable') };
  const onSuccess = () => {
    tell(t('users.saved'));
    void users.refetch();
    onClose();
  };
  const run = () => {
    if (step.kind === 'role') role.mutate({ id: user.id, role: step.role }, { onSuccess });
    else if (step.kind === 'disable') disable.mutate({ id: user.id }, { onSuccess });
    else enable.mutate({ id: user.id }, { onSuccess });
  };
  return (
    <Confirm opened title={words.title} yes={words.yes} busy={running.isPending} onNo={onClose} onYes={run}>
      <p>{words.body}</p>
      <FailureNotice failure={running.error?.failure} />
    </Confirm>
  );
}
