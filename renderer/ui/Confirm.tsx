import { Button, Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ConfirmProps {
  readonly opened: boolean;
  readonly title: string;
  readonly children: ReactNode;
  readonly yes: string;
  readonly no?: string;
  /** What is done cannot be undone. */
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** Asks before something is lost. Escape and the first button leave all as it was. */
export function Confirm({ opened, title, children, yes, no, danger, busy, onYes, onNo }: ConfirmProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onNo} title={title} centered withCloseButton={false}>
      {children}
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onNo} data-autofocus>
          {no ?? t('common.cancel')}
        </Button>
        <Button color={danger ? 'vermilion' : 'apricot'} onClick={onYes} loading={busy ?? false}>
          {yes}
        </Button>
      </Group>
    </Modal>
  );
}
