import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../screens/navigation.ts';
import { PatientFinder } from '../screens/PatientFinder.tsx';
import { Empty } from '../ui/Section.tsx';
import classes from './Frame.module.css';

/** Finds a patient from anywhere (Ctrl or Cmd K). */
export function SearchOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('top.search')}
      size="38rem"
      yOffset="12vh"
      withCloseButton={false}
    >
      <div className={classes.overlay}>
        <Overlay onClose={onClose} />
      </div>
    </Modal>
  );
}

function Overlay({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [text, setText] = useState('');
  return (
    <PatientFinder
      label={t('top.search')}
      text={text}
      onText={setText}
      limit={50}
      compact
      onOpen={(hit) => {
        onClose();
        go({ name: 'patient', id: hit.id });
      }}
      empty={<Empty title={t('patients.emptyTitle')}>{t('patients.emptyBody')}</Empty>}
      nothing={(what) => <Empty title={t('patients.nothingTitle', { text: what })}>{t('patients.nothingBody')}</Empty>}
    />
  );
}
