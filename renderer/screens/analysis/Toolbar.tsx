import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MeasureDefinition } from '../../../shared/bridge/measures.ts';
import { readDate } from '../../records/dates.ts';
import { Form } from '../../ui/Form.tsx';
import classes from './Analysis.module.css';
import { type Choice, COMPARES, type DayRange, grainsFor, PRESETS, SPLITS } from './choice.ts';
import { useSplitKeys } from './useSplitKeys.ts';

interface ToolbarProps {
  readonly choice: Choice;
  readonly range: DayRange;
  /** Those of the dashboard. */
  readonly measures: readonly MeasureDefinition[];
  readonly onChoice: (choice: Choice) => void;
}

/** Of when, compared with what, in which steps, parted by what, of whom: for all figures of the dashboard. */
export function Toolbar({ choice, range, measures, onChoice }: ToolbarProps) {
  const { t } = useTranslation();
  const set = (change: Partial<Choice>) => onChoice({ ...choice, ...change });
  const grains = grainsFor(range);
  const splits = SPLITS.filter((split) => measures.some(({ compares }) => compares.includes(split)));
  return (
    <search className={classes.toolbar} aria-label={t('analysis.choice')}>
      <NativeSelect
        label={t('analysis.when')}
        value={choice.preset}
        data={PRESETS.map((value) => ({ value, label: t(`analysis.preset.${value}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const preset = PRESETS.find((one) => one === value) ?? 'year';
          set(preset === 'own' ? { preset, own: range } : { preset });
        }}
      />
      {choice.preset === 'own' ? <OwnDays range={range} onRange={(own) => set({ own })} /> : null}
      <NativeSelect
        label={t('analysis.compare')}
        value={choice.compare}
        data={COMPARES.map((value) => ({ value, label: t(`analysis.compareWith.${value}`) }))}
        onChange={({ currentTarget: { value } }) => set({ compare: COMPARES.find((one) => one === value) ?? 'none' })}
      />
      <NativeSelect
        label={t('analysis.grain')}
        value={grains.includes(choice.grain) ? choice.grain : 'fitting'}
        data={grains.map((value) => ({ value, label: t(`analysis.grains.${value}`) }))}
        onChange={({ currentTarget: { value } }) => set({ grain: grains.find((one) => one === value) ?? 'fitting' })}
      />
      {splits.length > 0 ? (
        <NativeSelect
          label={t('analysis.by')}
          value={choice.by ?? ''}
          data={[
            { value: '', label: t('analysis.whole') },
            ...splits.map((value) => ({ value, label: t(`analysis.split.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => set({ by: splits.find((one) => one === value) })}
        />
      ) : null}
      {splits.length > 0 ? <Whom choice={choice} range={range} measures={measures} onChoice={onChoice} /> : null}
    </search>
  );
}

/** No key of anybody's. */
const EVERYBODY = 'everybody';

/** Of one practitioner or one place; who there is, is asked when somebody looks. */
function Whom({ choice, range, measures, onChoice }: ToolbarProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const { of } = choice;
  const found = useSplitKeys(measures, range, opened);
  const idOf = ({ split, key }: NonNullable<Choice['of']>) => `${split} ${key ?? ''}`;
  const options = of && !found.some((one) => idOf(one) === idOf(of)) ? [of, ...found] : found;
  return (
    <Select
      label={t('analysis.of')}
      // the list itself scrolls: what is around it is nothing that keys could reach
      withScrollArea={false}
      classNames={{ options: classes.found ?? '' }}
      searchable
      allowDeselect={false}
      value={of ? idOf(of) : EVERYBODY}
      onDropdownOpen={() => setOpened(true)}
      // the way back is a line of the list, too: the cross of such a field is out of the reach of keys
      data={[
        { value: EVERYBODY, label: t('analysis.everybody') },
        ...SPLITS.map((split) => ({
          group: t(`analysis.split.${split}`),
          items: options.filter((one) => one.split === split).map((one) => ({ value: idOf(one), label: one.name })),
        })).filter(({ items }) => items.length > 0),
      ]}
      onChange={(value) => onChoice({ ...choice, of: options.find((one) => idOf(one) === value) })}
      nothingFoundMessage={opened ? t('analysis.nobodyFound') : undefined}
      maxLength={100}
      autoComplete="off"
    />
  );
}

/** From and to as days, both included. */
function OwnDays({ range, onRange }: { readonly range: DayRange; readonly onRange: (range: DayRange) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(range);
  useEffect(() => setTyped({ from: range.from, to: range.to }), [range.from, range.to]);
  const [from, to] = [readDay(typed.from), readDay(typed.to)];
  const isBackwards = from !== undefined && to !== undefined && from > to;
  const problem = {
    from: from === undefined ? t('patient.birthDateInvalid') : undefined,
    to: to === undefined ? t('patient.birthDateInvalid') : isBackwards ? t('analysis.rangeInvalid') : undefined,
  };
  return (
    <Form
      className={classes.days}
      onSubmit={() => {
        if (from !== undefined && to !== undefined && !isBackwards) onRange({ from, to });
      }}
    >
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          className={classes.day}
          label={t(`analysis.${end}`)}
          value={typed[end]}
          error={problem[end]}
          maxLength={20}
          autoComplete="off"
          inputMode="numeric"
          onChange={(event) => setTyped({ ...typed, [end]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" variant="default" disabled={problem.from !== undefined || problem.to !== undefined}>
        {t('analysis.apply')}
      </Button>
    </Form>
  );
}

/** A whole day; months and years alone are no ends of a range. */
function readDay(text: string): string | undefined {
  const date = readDate(text);
  return date?.length === 10 ? date : undefined;
}
