import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  DOSE_UNITS,
  ROUTE_WORDS,
  ROUTES,
  UNITS,
  WHEN_WORDS,
  WHENS,
} from '../../shared/records/medication-request/units.ts';
import { frequencyWords } from '../../shared/records/medication-request/words.ts';
import {
  checkPrescription,
  chooseMedicine,
  chooseProduct,
  frequencyOf,
  medicineCoding,
  OFTEN,
  type PrescriptionField,
  type PrescriptionForm,
  typeMedicine,
  typeSig,
} from '../records/prescription/form.ts';
import { productsOf } from '../records/prescription/products.ts';
import { readSig } from '../records/prescription/sig.ts';
import { CodeFinder } from './CodeFinder.tsx';
import classes from './PrescriptionList.module.css';

interface PrescriptionFieldsProps {
  readonly form: PrescriptionForm;
  readonly tried: boolean;
  readonly onChange: (form: PrescriptionForm) => void;
}

/** Medicine, form and strength, and one line of shorthand; every part of it has a field of its own below. */
export function PrescriptionFields({ form, tried, onChange }: PrescriptionFieldsProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const problems = checkPrescription(form);
  const coding = medicineCoding(form);
  const products = productsOf(coding, language === 'zh');
  const say = (field: PrescriptionField) => {
    const problem = problems[field];
    return tried && problem ? t(`rx.problem.${problem}`) : undefined;
  };
  // what a field says takes the place of what the line said
  const change = (part: Partial<PrescriptionForm>) => onChange({ ...form, ...part, sig: '' });
  const text = (field: 'dose' | 'days' | 'amount' | 'repeats' | 'instruction', maxLength: number) => ({
    value: form[field],
    maxLength,
    autoComplete: 'off',
    error: field === 'instruction' ? undefined : say(field),
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  const units = [
    { value: '', label: '' },
    ...DOSE_UNITS.map((unit) => ({ value: unit, label: UNITS[unit][language] })),
  ];
  const reading = readSig(form.sig);
  const often = [...new Set([...OFTEN, ...(form.often === '' ? [] : [form.often])])];
  return (
    <div>
      <CodeFinder
        kind="drug"
        label={t('rx.medicine')}
        text={form.text}
        coding={coding}
        autoFocus={form.text === ''}
        onText={(value) => onChange(typeMedicine(form, value))}
        onChoose={(chosen) => {
          const next = chooseMedicine(form, chosen);
          const [only, ...others] = productsOf(chosen, language === 'zh');
          onChange(only !== undefined && others.length === 0 ? chooseProduct(next, only) : next);
        }}
        onUncode={() => onChange({ ...form, system: '', code: '', term: '' })}
        error={say('text')}
        maxLength={300}
      />
      <div className={classes.pair}>
        {products.length > 0 ? (
          <NativeSelect
            label={t('rx.product')}
            value={form.product}
            data={[
              { value: '', label: '' },
              ...[...new Set([...products, ...(form.product === '' ? [] : [form.product])])],
            ]}
            onChange={(event) => onChange(chooseProduct(form, event.currentTarget.value))}
          />
        ) : (
          <TextInput
            label={t('rx.product')}
            value={form.product}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => onChange(chooseProduct(form, event.currentTarget.value))}
          />
        )}
        <TextInput
          label={t('rx.sig')}
          description={t('rx.sigHint')}
          inputWrapperOrder={['label', 'input', 'error', 'description']}
          value={form.sig}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          error={
            reading.ok
              ? (say('dose') ?? say('unit') ?? say('often'))
              : t(`rx.sigProblem.${reading.problem}`, { what: reading.at })
          }
          onChange={(event) => onChange(typeSig(form, event.currentTarget.value))}
        />
      </div>
      <details className={classes.more} open={form.sig === '' && (form.dose !== '' || form.instruction !== '')}>
        <summary>{t('rx.fields')}</summary>
        <div className={classes.fields}>
          <TextInput label={t('rx.dose')} inputMode="decimal" {...text('dose', 12)} />
          <NativeSelect
            label={t('rx.unit')}
            value={form.unit}
            data={units}
            error={say('unit')}
            onChange={(event) => change({ unit: DOSE_UNITS.find((one) => one === event.currentTarget.value) ?? '' })}
          />
          <NativeSelect
            label={t('rx.often')}
            value={form.often}
            data={[
              { value: '', label: '' },
              ...often.map((value) => {
                const frequency = frequencyOf(value);
                return { value, label: frequency ? frequencyWords(frequency, language) : '' };
              }),
            ]}
            error={say('often')}
            onChange={(event) => change({ often: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('rx.when')}
            value={form.when}
            data={[{ value: '', label: '' }, ...WHENS.map((value) => ({ value, label: WHEN_WORDS[value][language] }))]}
            onChange={(event) => change({ when: WHENS.find((one) => one === event.currentTarget.value) ?? '' })}
          />
          <TextInput label={t('rx.days')} inputMode="numeric" {...text('days', 3)} />
          <NativeSelect
            label={t('rx.route')}
            value={form.route}
            data={[
              { value: '', label: '' },
              ...ROUTES.map((value) => ({ value, label: ROUTE_WORDS[value][language] })),
            ]}
            onChange={(event) => change({ route: ROUTES.find((one) => one === event.currentTarget.value) ?? '' })}
          />
          <TextInput label={t('rx.amount')} inputMode="decimal" {...text('amount', 12)} />
          <NativeSelect
            label={t('rx.amountUnit')}
            value={form.amountUnit}
            data={units}
            onChange={(event) =>
              change({ amountUnit: DOSE_UNITS.find((one) => one === event.currentTarget.value) ?? '' })
            }
          />
          <TextInput label={t('rx.repeats')} inputMode="numeric" {...text('repeats', 2)} />
          <Checkbox
            className={classes.wide ?? ''}
            label={t('rx.asNeeded')}
            checked={form.asNeeded}
            onChange={(event) => change({ asNeeded: event.currentTarget.checked })}
          />
          <div className={classes.wide}>
            <TextInput label={t('rx.instruction')} {...text('instruction', 500)} />
          </div>
        </div>
      </details>
    </div>
  );
}
