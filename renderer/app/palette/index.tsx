import { Modal, SegmentedControl } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { patientOf } from '../../screens/contract.ts';
import { useNavigation } from '../../screens/navigation.ts';
import { TextFinder } from '../../screens/TextFinder.tsx';
import { focusPage } from '../usePageFocus.ts';
import classes from './Palette.module.css';
import { Palette } from './Palette.tsx';
import { COMMANDS_SIGN } from './results.ts';

/** Whom or what one looks for, or what was written in the charts. */
type What = 'patients' | 'texts';

interface OverlayProps {
  readonly opened: boolean;
  /** Begins with commands alone. */
  readonly commands: boolean;
  readonly mayFind: boolean;
  readonly onClose: () => void;
}

/** Finds a patient, a command, or words in the charts, from anywhere (Ctrl or Cmd K). */
export function PaletteOverlay({ opened, commands, mayFind, onClose }: OverlayProps) {
  const { t } = useTranslation();
  const [what, setWhat] = useState<What>('patients');
  // Escape gives the focus back; where something was opened, its own field has it
  const [gives, setGives] = useState(true);
  useEffect(() => {
    if (opened) setGives(true);
  }, [opened]);
  const shown = commands || !mayFind ? 'patients' : what;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      returnFocus={gives}
      title={t(shown === 'texts' ? 'find.label' : commands || !mayFind ? 'commands.all' : 'commands.find')}
      size="40rem"
      yOffset="10vh"
      withCloseButton={false}
    >
      <div className={classes.overlay}>
        <Inside
          commands={commands}
          what={shown}
          onWhat={setWhat}
          mayFind={mayFind}
          onClose={() => {
            setGives(false);
            onClose();
          }}
        />
      </div>
    </Modal>
  );
}

interface InsideProps extends Omit<OverlayProps, 'opened'> {
  readonly what: What;
  readonly onWhat: (what: What) => void;
}

function Inside({ commands, what, onWhat, mayFind, onClose }: InsideProps) {
  const { t } = useTranslation();
  const { go, place } = useNavigation();
  // gone from the page by then: unless something else has it, the focus is the page's
  useEffect(() => focusPage, []);
  const [text, setText] = useState(commands && mayFind ? COMMANDS_SIGN : '');
  const open = (patient: string | undefined) => {
    if (patient === undefined) return;
    onClose();
    go({ name: 'patient', id: patient });
  };
  return (
    <>
      {mayFind && !commands ? (
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
      ) : null}
      {what === 'texts' ? (
        <TextFinder
          text={text}
          onText={setText}
          patient={patientOf(place.route)}
          onOpen={(hit) => open(hit.patient?.id)}
        />
      ) : (
        <Palette text={text} onText={setText} mayFind={mayFind} onPatient={open} onClose={onClose} />
      )}
    </>
  );
}
