import { useTranslation } from 'react-i18next';
import { handingWords, takingWords } from '../../shared/records/medication-request/words.ts';
import { draftOf, type PrescriptionForm } from '../records/prescription/form.ts';
import classes from './PrescriptionList.module.css';

/** What a prescription says so far, in the words in which it will stand in the chart. */
export function PrescriptionWords({ form }: { form: PrescriptionForm }) {
  const { t, i18n } = useTranslation();
  const draft = draftOf(form);
  const taking = takingWords(draft, i18n.language);
  const handing = handingWords(draft, i18n.language);
  return (
    <p className={classes.words} role="status">
      <strong>{[form.text.trim() || t('rx.unnamed'), draft.product].filter(Boolean).join(' ')}</strong>
      <span>{[taking, handing].filter(Boolean).join(t('rx.semicolon')) || t('rx.nothingYet')}</span>
    </p>
  );
}
