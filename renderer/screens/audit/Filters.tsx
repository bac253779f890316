import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { Empty } from '../../ui/Section.tsx';
import { PatientFinder } from '../PatientFinder.tsx';
import classes from './Audit.module.css';
import { KINDS, type Kind } from './kinds.ts';

/** What somebody looks for in the trail; '' is anything. */
export interface Choice {
  readonly user: string;
  readonly device: string;
  readonly kind: Kind | '';
  readonly from: string;
  readonly to: string;
  readonly patient: { readonly id: string; readonly name: string } | undefined;
}

export const ANYTHING: Choice = { user: '', device: '', kind: '', from: '', to: '', patient: undefined };

interface FiltersProps {
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}

/** Person, patient, kind, workstation, days. */
export function Filters({ choice, onChoice }: FiltersProps) {
  const { t } = useTranslation();
  const users = useAsk('user.list', {});
  const devices = useAsk('device.list', {});
  const [finding, setFinding] = useState(false);
  const set = (change: Partial<Choice>) => onChoice({ ...choice, ...change });
  return (
    <search className={classes.filters} aria-label={t('audit.filters')}>
      <NativeSelect
        label={t('audit.by')}
        value={choice.user}
        onChange={(event) => set({ user: event.currentTarget.value })}
        data={[
          { value: '', label: t('audit.everybody') },
          ...(users.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label={t('audit.kind')}
        value={choice.kind}
        onChange={(event) => set({ kind: KINDS.find((kind) => kind === event.currentTarget.value) ?? '' })}
        data={[
          { value: '', label: t('audit.everything') },
          ...KINDS.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) })),
        ]}
      />
      <NativeSelect
        label={t('audit.workstation')}
        value={choice.device}
        onChange={(event) => set({ device: event.currentTarget.value })}
        data={[
          { value: '', label: t('audit.everywhere') },
          ...(devices.data ?? []).map(({ deviceId, name }) => ({ value: deviceId, label: name })),
        ]}
      />
      <TextInput
        type="date"
        label={t('audit.from')}
        value={choice.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('audit.to')}
        value={choice.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <Button variant="default" onClick={() => setFinding(true)}>
        {choice.patient ? t('audit.patientIs', { name: choice.patient.name }) : t('audit.choosePatient')}
      </Button>
      {choice === ANYTHING ? null : (
        <Button variant="subtle" onClick={() => onChoice(ANYTHING)}>
          {t('audit.clear')}
        </Button>
      )}
      <Modal opened={finding} onClose={() => setFinding(false)} title={t('audit.choosePatient')} size="38rem">
        <Finder
          onOpen={(patient) => {
            set({ patient });
            setFinding(false);
          }}
        />
      </Modal>
    </search>
  );
}

function Finder({ onOpen }: { onOpen: (patient: { id: string; name: string }) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <PatientFinder
      label={t('top.search')}
      text={text}
      onText={setText}
      compact
      onOpen={({ id, name }) => onOpen({ id, name })}
      empty={<Empty title={t('patients.emptyTitle')}>{t('patients.emptyBody')}</Empty>}
      nothing={(searched) => (
        <Empty title={t('patients.nothingTitle', { text: searched })}>{t('patients.nothingBody')}</Empty>
      )}
    />
  );
}
