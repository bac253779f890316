import { ActionIcon, Button, Group } from '@mantine/core';
import { IconPencil, IconPlus, IconRepeat, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../shared/bridge/index.ts';
import { takingWords } from '../../shared/records/medication-request/words.ts';
import { useAsk } from '../bridge/index.ts';
import {
  checkPrescription,
  emptyPrescription,
  formOf,
  isEmptyPrescription,
  type PrescriptionForm,
} from '../records/prescription/form.ts';
import { FailureNotice, Notice } from '../ui/Notice.tsx';
import { PrescriptionFields } from './PrescriptionFields.tsx';
import classes from './PrescriptionList.module.css';
import { PrescriptionWarnings } from './PrescriptionWarnings.tsx';
import { PrescriptionWords } from './PrescriptionWords.tsx';
import { usePrescriptionCheck } from './usePrescriptionCheck.ts';

/** So many favourites are offered. */
const FAVOURITES = 8;

interface PrescriptionListProps {
  readonly patient: string;
  readonly value: readonly PrescriptionForm[];
  readonly onChange: (value: readonly PrescriptionForm[]) => void;
  /** Somebody tried to save: what is wrong is said beside its field. */
  readonly tried?: boolean;
  /** A MedicationRequest that is to be changed: it stands here from the first. */
  readonly changing?: string | undefined;
}

/** Prescriptions while they are written: each a line of words, the one that is open with its fields. Stands in a `Form`. */
export function PrescriptionList({ patient, value, onChange, tried = false, changing }: PrescriptionListProps) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState<number | undefined>(() => (value.length === 1 ? 0 : undefined));
  const running = useAsk('prescription.running', { patient }, { staleTime: 0 });
  const again = (running.data ?? []).filter(({ id }) => !value.some(({ replaces }) => replaces === id));
  const repeatable = again.flatMap(({ prescription }) => prescription ?? []);
  const others = again.filter(({ prescription }) => prescription === undefined);
  const begun = useRef(false);
  const add = () => {
    onChange([...value, emptyPrescription]);
    setOpen(value.length);
  };
  const check = usePrescriptionCheck(patient, value);
  const favourites = useAsk('prescription.favourites', { limit: FAVOURITES }, { staleTime: 0 });
  const offered = (favourites.data ?? []).filter((one) => !value.some((form) => nameIn(formOf(one)) === nameIn(form)));
  const put = (place: number, form: PrescriptionForm) => onChange(value.with(place, form));
  const take = (forms: readonly PrescriptionForm[]) => {
    onChange([...value.filter((form) => !isEmptyPrescription(form)), ...forms]);
    setOpen(undefined);
  };
  useEffect(() => {
    const one = running.data?.find(({ id }) => id === changing)?.prescription;
    if (begun.current || !one) return;
    begun.current = true;
    if (value.length > 0) return;
    onChange([formOf(one)]);
    setOpen(0);
  }, [running.data, changing, value, onChange]);
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
              <PrescriptionWarnings
                form={form}
                warnings={check.of(place)?.warnings ?? []}
                unknown={check.of(place)?.unknown ?? false}
                unchecked={check.of(place)?.unchecked ?? []}
                tried={tried}
                onChange={(next) => put(place, next)}
              />
              {shown ? <PrescriptionFields form={form} tried={tried} onChange={(next) => put(place, next)} /> : null}
            </li>
          );
        })}
      </ol>
      {check.answer ? <Looked check={check.answer} /> : null}
      <FailureNotice failure={check.failure} />
      <Group gap="xs">
        {repeatable.length > 0 ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<IconRepeat size="1rem" stroke={1.8} aria-hidden />}
            title={repeatable
              .map(({ medicine, product }) => `${medicine.text} ${product}`.trim())
              .join(t('common.dot'))}
            onClick={() => take(repeatable.map(formOf))}
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
      {offered.length > 0 ? (
        <ul className={classes.offered} aria-label={t('rx.favourites')}>
          {offered.map((one) => (
            <li key={`${nameIn(formOf(one))} ${takingWords(one, 'en')}`}>
              <Button
                variant="default"
                size="compact-sm"
                fw={400}
                title={takingWords(one, i18n.language)}
                onClick={() => take([formOf(one)])}
              >
                {nameIn(formOf(one))}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {others.length > 0 ? (
        <p className={classes.quiet}>
          {t('rx.repeatNot', { count: others.length, what: others.map(({ name }) => name).join(t('common.dot')) })}
        </p>
      ) : null}
    </div>
  );
}

/** Medicine, form and strength. */
function nameIn({ text, product }: PrescriptionForm): string {
  return `${text.trim()} ${product.trim()}`.trim();
}

/** What could be looked at for warnings: that nothing is known is never that nothing is there. */
function Looked({ check }: { check: CallOutput<'prescription.check'> }) {
  const { t, i18n } = useTranslation();
  const { allergies, medication } = check;
  const gaps = [
    ...(allergies === 'not-asked' || allergies === 'unknown' || allergies === 'closed'
      ? [t(`rx.allergies.${allergies}`)]
      : []),
    ...(medication === 'closed' ? [t('rx.medicationClosed')] : []),
  ];
  if (gaps.length === 0) return null;
  return <Notice tone="look">{gaps.join(i18n.language.startsWith('zh') ? '' : ' ')}</Notice>;
}
