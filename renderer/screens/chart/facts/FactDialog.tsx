import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FactType } from '../../../../shared/bridge/facts.ts';
import type { ChartItem, RecordView } from '../../../../shared/bridge/records.ts';
import { useAsk, useDo } from '../../../bridge/index.ts';
import { ReasonForm } from '../../../records/values/ReasonForm.tsx';
import { RecordLock } from '../../../records/values/RecordLock.tsx';
import { Loading } from '../../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../../ui/Notice.tsx';
import { AllergyFields } from './AllergyFields.tsx';
import type { FieldsProps } from './FormShell.tsx';
import { ProblemFields } from './ProblemFields.tsx';
import { TakenFields } from './TakenFields.tsx';
import type { Facts } from './useFacts.ts';

/** What is open: the form of something new, of something that stands there, or the question why it is an error. */
export interface OpenFact {
  readonly what: 'form' | 'error';
  readonly type: FactType;
  readonly item?: ChartItem;
}

const FIELDS = { AllergyIntolerance: AllergyFields, Condition: ProblemFields, MedicationStatement: TakenFields };
/** Short, for an id stands behind it. */
const PLACE = { AllergyIntolerance: 'al', Condition: 'pr', MedicationStatement: 'me' };

interface FactDialogProps {
  readonly patient: string;
  readonly open: OpenFact | undefined;
  readonly facts: Facts;
  readonly onConflict: () => void;
  readonly onClose: () => void;
}

/** One dialog for all that is known of a patient; Esc closes it. */
export function FactDialog({ patient, open, facts, onConflict, onClose }: FactDialogProps) {
  const { t } = useTranslation();
  // while it closes it still shows what it was about
  const [last, setLast] = useState(open);
  if (open && open !== last) setLast(open);
  const shown = open ?? last;
  if (!shown) return null;
  const { what, type, item } = shown;
  const title = what === 'error' ? t('record.action.error') : t(item ? `facts.editTitle.${type}` : `facts.add.${type}`);
  const common = { patient, place: item ? `${PLACE[type]}/${item.id}` : PLACE[type], onClose };
  const Fields = FIELDS[type];
  return (
    <Modal
      opened={open !== undefined}
      onClose={onClose}
      title={title}
      size="36rem"
      yOffset="10vh"
      // what is found hangs over its edge
      {...(what === 'form' && type === 'Condition' ? { styles: { content: { overflow: 'visible' } } } : {})}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {what === 'error' && item ? <ErrorForm type={type} item={item} facts={facts} onClose={onClose} /> : null}
      {what === 'form' && item ? (
        <Existing {...common} type={type} item={item} facts={facts} onConflict={onConflict} />
      ) : null}
      {what === 'form' && !item ? (
        <Fields
          {...common}
          onSaved={(name, changed) => {
            facts.told(type, 'added', name, changed);
            onClose();
          }}
        />
      ) : null}
    </Modal>
  );
}

interface ExistingProps extends Omit<FieldsProps, 'record' | 'onSaved'> {
  readonly type: FactType;
  readonly item: ChartItem;
  readonly facts: Facts;
  readonly onConflict: () => void;
}

/** The form of what stands there already, as it is now; what is locked or in conflict is not edited here. */
function Existing({ type, item, facts, onConflict, ...common }: ExistingProps) {
  const { t } = useTranslation();
  const record = useAsk('record.get', { type, id: item.id }, { anew: true });
  if (record.error) return <FailureNotice failure={record.error.failure} />;
  if (!record.data) return <Loading />;
  if (record.data.conflicts > 0)
    return (
      <Notice tone="look" actions={<Button onClick={onConflict}>{t('facts.decide')}</Button>}>
        {t('facts.inConflict')}
      </Notice>
    );
  if (record.data.lock !== 'open')
    return (
      <Stack gap="sm">
        <RecordLock view={record.data} />
        <Notice tone="look">{t('facts.locked')}</Notice>
      </Stack>
    );
  return <Opened {...common} type={type} item={item} facts={facts} record={record.data} />;
}

/** The form holds on to the record that it was opened with. */
function Opened({ type, facts, ...props }: Omit<ExistingProps, 'onConflict'> & { readonly record: RecordView }) {
  const Fields = FIELDS[type];
  return (
    <Fields
      {...props}
      onSaved={(name, changed) => {
        facts.told(type, 'edited', name, changed);
        props.onClose();
      }}
    />
  );
}

function ErrorForm({ type, item, facts, onClose }: Pick<ExistingProps, 'type' | 'item' | 'facts' | 'onClose'>) {
  const { t } = useTranslation();
  const error = useDo('fact.error');
  return (
    <Stack gap="sm">
      <FailureNotice failure={error.error?.failure} />
      <ReasonForm
        body={`${item.text}${t('facts.colon')}${t('record.actionBody.error')}`}
        submit={t('record.action.error')}
        busy={error.isPending}
        reason
        onSubmit={({ reason }) =>
          error.mutate(
            { type, id: item.id, reason },
            {
              onSuccess: (changed) => {
                facts.told(type, 'error', item.text, changed);
                onClose();
              },
            },
          )
        }
        onCancel={onClose}
      />
    </Stack>
  );
}
