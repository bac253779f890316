import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Checked, PrescribingWarning } from '../../shared/bridge/prescriptions.ts';
import type { PrescriptionForm } from '../records/prescription/form.ts';
import { Notice } from '../ui/Notice.tsx';
import classes from './PrescriptionList.module.css';

interface PrescriptionWarningsProps {
  readonly form: PrescriptionForm;
  readonly warnings: readonly PrescribingWarning[];
  readonly unknown: boolean;
  readonly unchecked: Checked['unchecked'];
  readonly tried: boolean;
  readonly onChange: (form: PrescriptionForm) => void;
}

/** What speaks against one prescription, each in a sentence, and the field for why it is prescribed all the same. */
export function PrescriptionWarnings({
  form,
  warnings,
  unknown,
  unchecked,
  tried,
  onChange,
}: PrescriptionWarningsProps) {
  const { t } = useTranslation();
  const words = useWarningWords();
  const gaps = [
    ...(unknown ? [t('rx.unknown')] : []),
    ...unchecked.map(({ rule, source, why }) => t(`rx.unchecked.${why}`, { rule, source })),
  ];
  const unseen = gaps.map((gap) => (
    <p key={gap} className={classes.quiet}>
      {gap}
    </p>
  ));
  if (warnings.length === 0) return gaps.length > 0 ? <div>{unseen}</div> : null;
  const danger = warnings.some(({ kind }) => kind === 'allergy');
  const answered = form.reason.trim() !== '' && warnings.every(({ key }) => form.warned.includes(key));
  return (
    <Notice tone={danger ? 'danger' : 'look'} alert title={t(danger ? 'rx.allergyTitle' : 'rx.warningTitle')}>
      <ul className={classes.warnings}>
        {warnings.map((warning) => (
          <li key={warning.key}>{words(warning)}</li>
        ))}
      </ul>
      {unseen}
      <TextInput
        label={t('rx.reason')}
        value={form.reason}
        maxLength={500}
        autoComplete="off"
        required
        error={tried && !answered ? t(form.reason.trim() === '' ? 'rx.reasonNeeded' : 'rx.reasonAgain') : undefined}
        onChange={(event) =>
          onChange({ ...form, reason: event.currentTarget.value, warned: warnings.map(({ key }) => key) })
        }
      />
    </Notice>
  );
}

/** A warning as a sentence. */
function useWarningWords(): (warning: PrescribingWarning) => string {
  const { t, i18n } = useTranslation();
  return ({ kind, by, group, subject, detail, severe, conflict }) => {
    const named = group && (i18n.language.startsWith('zh') ? group.zh : group.en);
    const values = { subject, group: named ?? t('rx.sameGroup'), detail: detail ?? '' };
    if (kind === 'dose') return t(`rx.warning.dose.${by === 'daily' ? 'daily' : 'single'}`, values);
    const how = by === 'single' || by === 'daily' ? 'name' : by;
    return [
      t(`rx.warning.${kind}.${how}`, values),
      detail === undefined ? '' : t(kind === 'allergy' ? 'rx.warning.reaction' : 'rx.warning.taken', values),
      severe ? t('rx.warning.severe') : '',
      conflict ? t('rx.warning.conflict') : '',
    ]
      .filter(Boolean)
      .join(i18n.language.startsWith('zh') ? '' : ' ');
  };
}
