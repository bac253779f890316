import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPencil, IconPlus, IconRepeat, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../bridge/index.ts';
import {
  checkPrescription,
  emptyPrescription,
  formOf,
  isEmptyPrescription,
  type PrescriptionForm,
} from '../records/prescription/form.ts';
import { PrescriptionFields } from './PrescriptionFields.tsx';
import classes from './PrescriptionList.module.css';
import { PrescriptionWords } from './PrescriptionWords.tsx';

interface PrescriptionListProps {
  readonly patient: string;
  readonly value: readonly PrescriptionForm[];
  readonly onChange: (value: readonly PrescriptionForm[]) => void;
  /** Somebody tried to save: what is wrong is said beside its field. */
  readonly tried?: boolean;
}

/** Prescriptions while they are written: each a line of words, the one that is open with its fields. Stands in a `Form`. */
export function PrescriptionList({ patient, value, onChange, tried = false }: PrescriptionListProps) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<number | undefined>(() => (value.length === 1 ? 0 : undefined));
  const running = useAsk('prescription.running', { patient }, { staleTime: 0 });
  const again = (running.data ?? []).filter(({ id }) => !value.some(({ replaces }) => replaces === id));
  const repeatable = again.flatMap(({ prescription }) => prescription ?? []);
  const others = again.filter(({ prescription }) => prescription === undefined);
  const put = (place: number, form: PrescriptionForm) => onChange(value.with(place, form));
  const add = () => {
    onChange([...value, emptyPrescription]);
    setOpen(value.length);
  };
  const repeat = () => {
    const written = value.filter((form) => !isEmptyPrescription(form));
    onChange([...written, ...repeatable.map(formOf)]);
    setOpen(undefined);
  };
  const remove = (place: number) => {
    onChange(value.filter((_, at) => at !== place));
    setOpen(open === undefined || open === place ? undefined : open > place ? open - 1 : open);
  };
  return (
    <div className={classes.list}>
      {value.length === 0 ? <p className={classes.quiet}>{t('rx.teach')}</p> : null}
      <ol className={classes.rows} aria-label={t('rx.list')}>
        {value.map((form, place) => {
          const wrong = tried && Object.keys(checkPrescription(form)).length > 0;
          const shown = open === place || wrong;
          const what = form.text.trim() || t('rx.unnamed');
          return (
            // a line has no name of its own while it is written
            // biome-ignore lint/suspicious/noArrayIndexKey: the fields are the list's own
            <li key={place} className={classes.row}>
              <div className={classes.head}>
                <PrescriptionWords form={form} />
                <Group gap={4} wrap="nowrap">
                  {shown ? null : (
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={t('rx.edit', { what })}
                      title={t('rx.edit', { what })}
                      onClick={() => setOpen(place)}
                    >
                      <IconPencil size="1rem" stroke={1.8} aria-hidden />
                    </ActionIcon>
                  )}
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={t('rx.remove', { what })}
                    title={t('rx.remove', { what })}
                    onClick={() => remove(place)}
                  >
                    <IconX size="1rem" stroke={1.8} aria-hidden />
                  </ActionIcon>
                </Group>
              </div>
              {shown ? <PrescriptionFields form={form} tried={tried} onChange={(next) => put(place, next)} /> : null}
            </li>
          );
        })}
      </ol>
      <Group gap="xs">
        {repeatable.length > 0 ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRepeat size="1rem" stroke={1.8} aria-hidden />}
            title={repeatable
              .map(({ medicine, product }) => `${medicine.text} ${product}`.trim())
              .join(t('common.dot'))}
            onClick={repeat}
          >
            {t('rx.repeat', { count: repeatable.length })}
          </Button>
        ) : null}
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size="1rem" stroke={1.8} aria-hidden />}
          onClick={add}
        >
          {t('rx.add')}
        </Button>
      </Group>
      {others.length > 0 ? (
        <p className={classes.quiet}>
          {t('rx.repeatNot', { count: others.length, what: others.map(({ name }) => name).join(t('common.dot')) })}
        </p>
      ) : null}
    </div>
  );
}
