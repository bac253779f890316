import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { Form } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useNavigation } from '../navigation.ts';
import { PatientFinder } from '../PatientFinder.tsx';
import { usePatientName } from '../usePatientName.ts';
import classes from './Today.module.css';

type Who = Pick<PatientHit, 'id' | 'name'>;

/** Somebody has come; who it is may be known already. */
export interface Arrival {
  /** Id of the Patient. */
  readonly patient?: string;
}

interface ArriveProps {
  /** Each opening has one of its own. */
  readonly arrival: Arrival | undefined;
  readonly onClose: () => void;
}

/** Somebody has come: who, and what for. Enter chooses, and Enter puts them into the queue. */
export function Arrive({ arrival, onClose }: ArriveProps) {
  const { t } = useTranslation();
  // while it closes it still shows whom it was about, and somebody may already be at the next
  const [last, setLast] = useState(arrival);
  const [times, setTimes] = useState(0);
  if (arrival && arrival !== last) {
    setLast(arrival);
    setTimes(times + 1);
  }
  return (
    <Modal opened={arrival !== undefined} onClose={onClose} title={t('today.arrive')} size="38rem" yOffset="12vh">
      <ArriveForm key={times} known={last?.patient} onClose={onClose} />
    </Modal>
  );
}

function ArriveForm({ known, onClose }: { known: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const [text, setText] = useState('');
  const name = usePatientName(known);
  const [found, setPatient] = useState<Who>();
  const [another, setAnother] = useState(false);
  const patient = found ?? (known !== undefined && name !== undefined && !another ? { id: known, name } : undefined);
  const register = may.write('Patient') ? (
    <Button
      variant="default"
      onClick={() => {
        onClose();
        go({ name: 'register' });
      }}
    >
      {t('patients.register')}
    </Button>
  ) : null;
  const back = () => {
    setPatient(undefined);
    setAnother(true);
  };
  if (patient) return <Reason patient={patient} onBack={back} onClose={onClose} />;
  if (known !== undefined && !another) return <Loading />;
  return (
    <div className={classes.finder}>
      <PatientFinder
        label={t('patients.search')}
        text={text}
        onText={setText}
        compact
        onOpen={setPatient}
        empty={
          <Empty title={t('patients.emptyTitle')} actions={register}>
            {t('today.nobodyRegistered')}
          </Empty>
        }
        nothing={(searched) => (
          <Empty title={t('patients.nothingTitle', { text: searched })} actions={register}>
            {t('patients.nothingBody')}
          </Empty>
        )}
      />
    </div>
  );
}

interface ReasonProps {
  readonly patient: Who;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Reason({ patient, onBack, onClose }: ReasonProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const arrive = useDo('appointment.arrive');
  const back = useDo('appointment.move');
  const [reason, setReason] = useState('');
  const save = () => {
    if (arrive.isPending) return;
    arrive.mutate(
      { patient: patient.id, reason },
      {
        onSuccess: ({ id, before }) => {
          tell(t('today.moved.arrived', { name: patient.name }), () => back.mutate({ id, to: before ?? 'cancelled' }));
          onClose();
        },
      },
    );
  };
  return (
    <Form className={classes.reason} onSubmit={save}>
      <p className={classes.chosen}>{patient.name}</p>
      <FailureNotice failure={arrive.error?.failure} />
      <TextInput
        label={t('today.reason')}
        description={t('today.reasonHint')}
        value={reason}
        maxLength={500}
        autoComplete="off"
        data-autofocus
        autoFocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onBack}>
          {t('today.another')}
        </Button>
        <Button type="submit" loading={arrive.isPending}>
          {t('today.arriveYes')}
        </Button>
      </Group>
    </Form>
  );
}
