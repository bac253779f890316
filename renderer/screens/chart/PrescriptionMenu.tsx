import { ActionIcon, Menu, Modal, Stack } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { ReasonForm } from '../../records/values/ReasonForm.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';

interface PrescriptionMenuProps {
  readonly item: ChartItem;
  readonly onChange: () => void;
  /** To where its values in conflict are decided. */
  readonly onConflict: () => void;
}

/** What may be done with a prescription of the summary: changed, which writes another in its place, or stopped with a reason. */
export function PrescriptionMenu({ item, onChange, onConflict }: PrescriptionMenuProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const stop = useDo('prescription.stop');
  const undo = useDo('record.undo');
  const [stopping, setStopping] = useState(false);
  if (!may.write('MedicationRequest')) return null;
  return (
    <>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rx.more', { what: item.text })}>
            <IconDots size="1rem" stroke={1.8} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {item.conflicts > 0 ? (
            <Menu.Item onClick={onConflict}>{t('facts.decide')}</Menu.Item>
          ) : (
            <>
              <Menu.Item onClick={onChange}>{t('rx.change')}</Menu.Item>
              <Menu.Item onClick={() => setStopping(true)}>{t('rx.stop')}</Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={stopping}
        onClose={() => setStopping(false)}
        title={t('rx.stop')}
        size="36rem"
        yOffset="10vh"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Stack gap="sm">
          <FailureNotice failure={stop.error?.failure ?? undo.error?.failure} />
          <ReasonForm
            body={`${item.text}${t('facts.colon')}${t('rx.stopBody')}`}
            submit={t('rx.stop')}
            busy={stop.isPending}
            reason
            onSubmit={({ reason }) =>
              stop.mutate(
                { id: item.id, reason },
                {
                  onSuccess: ({ changes }) => {
                    tell(
                      t('rx.stopped', { what: item.text }),
                      changes.length > 0 ? () => undo.mutate({ changes }) : undefined,
                    );
                    setStopping(false);
                  },
                },
              )
            }
            onCancel={() => setStopping(false)}
          />
        </Stack>
      </Modal>
    </>
  );
}
