import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LeafOf } from '../../../shared/cohorts/definition.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useStaff } from '../useStaff.ts';
import classes from './Cohorts.module.css';
import type { Leaf } from './draft.ts';

interface SeenProps {
  readonly leaf: Leaf;
  readonly onLeaf: (leaf: Leaf) => void;
}

type By = NonNullable<LeafOf<'visit'>['by']>;

/** With whom a visit was: a user, or a practitioner of whom there is a record. */
export function SeenBy({ leaf, onLeaf }: SeenProps) {
  const { t } = useTranslation();
  const staff = useStaff();
  const choices = useVisitChoices();
  const all: By[] = [
    ...staff.map(({ id, name }) => ({ user: id, name })),
    ...(choices?.practitioners ?? []),
    ...(leaf.by ? [leaf.by] : []),
  ];
  const known = new Map(all.toReversed().map((by) => [keyOf(by), by]));
  return (
    <Choice
      label={t('cohorts.field.by')}
      anybody={t('cohorts.field.anybody')}
      value={leaf.by && keyOf(leaf.by)}
      choices={[...known].toReversed().map(([value, by]) => ({ value, label: by.name ?? value }))}
      onValue={(value) => onLeaf({ ...leaf, by: value === undefined ? undefined : known.get(value) })}
    />
  );
}

/** Where a visit was. */
export function SeenAt({ leaf, onLeaf }: SeenProps) {
  const { t } = useTranslation();
  const places = useVisitChoices()?.places ?? [];
  const known = new Map([...(leaf.place ? [leaf.place] : []), ...places].map((place) => [place.reference, place]));
  // what cannot be chosen is not offered; analysts have no places
  if (known.size === 0) return null;
  return (
    <Choice
      label={t('cohorts.field.place')}
      anybody={t('cohorts.field.anywhere')}
      value={leaf.place?.reference}
      choices={[...known.values()].map(({ reference, name }) => ({ value: reference, label: name ?? reference }))}
      onValue={(value) => onLeaf({ ...leaf, place: value === undefined ? undefined : known.get(value) })}
    />
  );
}

function keyOf(by: By): string {
  return 'user' in by ? `user ${by.user}` : `Practitioner ${by.practitioner}`;
}

function useVisitChoices() {
  const may = useMay();
  return useAsk('cohort.visits', {}, { enabled: may.role !== 'analyst' && may.read('Encounter') }).data;
}

interface ChoiceProps {
  readonly label: string;
  /** What no choice means. */
  readonly anybody: string;
  readonly value: string | undefined;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onValue: (value: string | undefined) => void;
}

function Choice({ label, anybody, value, choices, onValue }: ChoiceProps) {
  const { t } = useTranslation();
  return (
    <Select
      className={classes.finder ?? ''}
      label={label}
      placeholder={anybody}
      withScrollArea={false}
      classNames={{ options: classes.found ?? '' }}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': anybody }}
      value={value ?? null}
      data={[...choices]}
      nothingFoundMessage={t('cohorts.field.nobodyCalled')}
      onChange={(chosen) => onValue(chosen ?? undefined)}
      maxLength={100}
      autoComplete="off"
    />
  );
}
