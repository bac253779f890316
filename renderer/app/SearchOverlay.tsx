import { Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigation } from '../screens/navigation.ts';
import { PatientFinder } from '../screens/PatientFinder.tsx';
import { TextFinder } from '../screens/TextFinder.tsx';
import { Empty } from '../ui/Section.tsx';
import classes from './Frame.module.css';

/** Whom one looks for, or what was written about them. */
type What = 'patients' | 'texts';

/** Finds a patient, or words in the charts, from anywhere (Ctrl or Cmd K). */
export function SearchOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [what, setWhat] = useState<What>('patients');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t(what === 'texts' ? 'find.label' : 'top.search')}
      size="38rem"
      yOffset="12vh"
      withCloseButton={false}
    >
      <div className={classes.overlay}>
        <Overlay what={what} onWhat={setWhat} onClose={onClose} />
      </div>
    </Modal>
  );
}

interface OverlayProps {
  readonly what: What;
  readonly onWhat: (what: What) => void;
  readonly onClose: () => void;
}

function Overlay({ what, onWhat, onClose }: OverlayProps) {
  const { t } = useTranslation();
  const { go, place } = useNavigation();
  const [text, setText] = useState('');
  const { route } = place;
  const open = (patient: string | undefined) => {
    if (patient === undefined) return;
    onClose();
    go({ name: 'patient', id: patient });
  };
  return (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('find.what')}
        value={what}
        onChange={(value) => onWhat(value === 'texts' ? 'texts' : 'patients')}
        data={[
          { value: 'patients', label: t('find.patients') },
          { value: 'texts', label: t('find.texts') },
        ]}
      />
      {what === 'texts' ? (
        <TextFinder
          text={text}
          onText={setText}
          patient={'id' in route ? route.id : undefined}
          onOpen={(hit) => open(hit.patient?.id)}
        />
      ) : (
        <PatientFinder
          label={t('top.search')}
          text={text}
          onText={setText}
          limit={50}
          compact
          onOpen={(hit) => open(hit.id)}
          empty={<Empty title={t('patients.emptyTitle')}>{t('patients.emptyBody')}</Empty>}
          nothing={(searched) => (
            <Empty title={t('patients.nothingTitle', { text: searched })}>{t('patients.nothingBody')}</Empty>
          )}
        />
      )}
    </>
  );
}
