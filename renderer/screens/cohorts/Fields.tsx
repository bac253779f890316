import { Checkbox, NativeSelect, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { KeptCohort } from '../../../shared/bridge/cohorts.ts';
import { Codes } from './Codes.tsx';
import classes from './Cohorts.module.css';
import { BOUNDS, type Field, type Leaf, problemsOf, SOURCE } from './draft.ts';
import { SeenAt, SeenBy } from './Seen.tsx';
import { nameOfMatch, unitWord } from './sentence.ts';
import { VALUE_CHOICES } from './values.ts';

export interface FieldsProps {
  readonly leaf: Leaf;
  readonly onLeaf: (leaf: Leaf) => void;
  /** Say what is missing, too. */
  readonly tried: boolean;
  readonly kept: readonly KeptCohort[];
}

/** The fields of one criterion. */
export function Fields(props: FieldsProps) {
  const { leaf } = props;
  switch (leaf.kind) {
    case 'sex':
      return <Sex {...props} />;
    case 'task':
      return <Task {...props} />;
    case 'age':
      return (
        <>
          <Short {...props} field="from" label="ageFrom" />
          <Short {...props} field="to" label="ageTo" />
        </>
      );
    case 'diagnosis':
      return (
        <>
          <Of {...props} list="diagnosis" />
          <Short {...props} field="within" label="within" />
          <div className={classes.checks}>
            <Also {...props} field="ever" />
            <Also {...props} field="suspected" />
          </div>
        </>
      );
    case 'medication':
      return <Of {...props} list="drug" />;
    case 'allergy':
      return <Of {...props} list={undefined} />;
    case 'vaccine':
      return (
        <>
          <Of {...props} list={undefined} />
          <Short {...props} field="within" label="within" />
        </>
      );
    case 'value':
      return <Value {...props} />;
    case 'visit':
      return (
        <>
          <Short {...props} field="within" label="within" />
          <SeenBy {...props} />
          <SeenAt {...props} />
        </>
      );
    case 'no-show':
    case 'registered':
      return <Short {...props} field="within" label="within" />;
    case 'flag':
      return <Flag {...props} />;
    case 'cohort':
      return <Kept {...props} />;
  }
}

function useProblem({ leaf, tried }: FieldsProps): (field: Field) => string | undefined {
  const { t } = useTranslation();
  const problems = problemsOf(leaf);
  return (field) => {
    const problem = problems[field];
    // what is only missing is said once somebody wants to keep it
    return problem === undefined || (problem === 'needed' && !tried) ? undefined : t(`cohorts.problem.${problem}`);
  };
}

type ShortLabel = 'ageFrom' | 'ageTo' | 'within' | 'value' | 'low' | 'high';

function Short({
  field,
  label,
  unit,
  ...props
}: FieldsProps & { readonly field: 'from' | 'to' | 'within'; readonly label: ShortLabel; readonly unit?: string }) {
  const { t } = useTranslation();
  const problem = useProblem(props);
  const { leaf, onLeaf } = props;
  return (
    <TextInput
      className={classes.short ?? ''}
      label={t(`cohorts.field.${label}`)}
      value={leaf[field]}
      error={problem(field)}
      inputMode={field === 'within' ? 'numeric' : 'decimal'}
      maxLength={12}
      autoComplete="off"
      {...(unit === undefined
        ? {}
        : { rightSection: <span className={classes.unit}>{unit}</span>, rightSectionWidth: '4.5rem' })}
      onChange={({ currentTarget: { value } }) => onLeaf({ ...leaf, [field]: value.trim() })}
    />
  );
}

function Choice({
  leaf,
  onLeaf,
  label,
  choices,
}: Pick<FieldsProps, 'leaf' | 'onLeaf'> & {
  readonly label: string;
  readonly choices: Readonly<Record<string, string>>;
}) {
  return (
    <NativeSelect
      label={label}
      value={leaf.choice}
      data={Object.entries(choices).map(([value, words]) => ({ value, label: words }))}
      onChange={({ currentTarget: { value } }) => onLeaf({ ...leaf, choice: value })}
    />
  );
}

function Sex(props: FieldsProps) {
  const { t } = useTranslation();
  const choices = { female: t('gender.female'), male: t('gender.male'), other: t('patients.filter.otherSex') };
  return <Choice {...props} label={t('cohorts.field.sex')} choices={choices} />;
}

function Task(props: FieldsProps) {
  const { t } = useTranslation();
  const choices = { overdue: t('cohorts.field.overdue'), open: t('cohorts.field.open') };
  return <Choice {...props} label={t('cohorts.field.task')} choices={choices} />;
}

function Of({ list, ...props }: FieldsProps & { readonly list: 'diagnosis' | 'drug' | undefined }) {
  const { t } = useTranslation();
  const problem = useProblem(props);
  const { leaf, onLeaf } = props;
  const label =
    leaf.kind === 'diagnosis' || leaf.kind === 'medication' || leaf.kind === 'allergy' ? leaf.kind : 'vaccine';
  return (
    <Codes
      label={t(`cohorts.part.${label}`)}
      list={list}
      of={leaf.of}
      onOf={(of) => onLeaf({ ...leaf, of })}
      error={problem('of')}
    />
  );
}

/** What is found besides, where somebody wants it. */
function Also({ leaf, onLeaf, field }: FieldsProps & { readonly field: 'ever' | 'suspected' }) {
  const { t } = useTranslation();
  return (
    <Checkbox
      label={t(`cohorts.field.${field}`)}
      checked={leaf[field]}
      onChange={({ currentTarget: { checked } }) => onLeaf({ ...leaf, [field]: checked })}
    />
  );
}

function Value(props: FieldsProps) {
  const { t, i18n } = useTranslation();
  const { leaf, onLeaf } = props;
  const chinese = i18n.language.startsWith('zh');
  const choice = VALUE_CHOICES.find(({ key }) => key === leaf.choice);
  const source = leaf.source?.kind === 'value' ? leaf.source : undefined;
  const unit = unitWord(choice?.unit ?? source?.unit ?? '');
  const [first] = source?.of ?? [];
  return (
    <>
      <Select
        className={classes.finder ?? ''}
        label={t('cohorts.field.observation')}
        withScrollArea={false}
        classNames={{ options: classes.found ?? '' }}
        searchable
        allowDeselect={false}
        value={leaf.choice}
        data={[
          ...VALUE_CHOICES.map(({ key, zh, en }) => ({ value: key, label: chinese ? zh : en })),
          ...(first && leaf.choice === SOURCE ? [{ value: SOURCE, label: nameOfMatch(first, chinese) }] : []),
        ]}
        nothingFoundMessage={t('patients.filter.noDiagnosis')}
        onChange={(value) => onLeaf({ ...leaf, choice: value ?? leaf.choice })}
      />
      <NativeSelect
        label={t('cohorts.field.last')}
        value={leaf.bound}
        data={BOUNDS.map((bound) => ({ value: bound, label: t(`cohorts.field.bound.${bound}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onLeaf({ ...leaf, bound: BOUNDS.find((one) => one === value) ?? 'above' })
        }
      />
      {leaf.bound === 'any' ? null : (
        <Short {...props} field="from" label={leaf.bound === 'between' ? 'low' : 'value'} unit={unit} />
      )}
      {leaf.bound === 'between' ? <Short {...props} field="to" label="high" unit={unit} /> : null}
      <Short {...props} field="within" label="within" />
    </>
  );
}

function Flag({ leaf, onLeaf }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('cohorts.field.flag')}
      value={leaf.choice}
      maxLength={100}
      autoComplete="off"
      onChange={({ currentTarget: { value } }) => onLeaf({ ...leaf, choice: value })}
    />
  );
}

function Kept(props: FieldsProps) {
  const { t } = useTranslation();
  const problem = useProblem(props);
  const { leaf, onLeaf, kept } = props;
  const gone = leaf.choice !== '' && !kept.some(({ id }) => id === leaf.choice);
  return (
    <NativeSelect
      label={t('cohorts.part.cohort')}
      value={leaf.choice}
      error={problem('choice')}
      data={[
        { value: '', label: t('cohorts.field.choose') },
        ...kept.map(({ id, name }) => ({ value: id, label: name })),
        ...(gone ? [{ value: leaf.choice, label: leaf.to || t('cohorts.gone') }] : []),
      ]}
      onChange={({ currentTarget: { value } }) =>
        onLeaf({ ...leaf, choice: value, to: kept.find(({ id }) => id === value)?.name ?? '' })
      }
    />
  );
}
