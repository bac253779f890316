import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TableLook } from '../../../shared/bridge/tables.ts';
import type { Mapping } from '../../../shared/csv/mapping.ts';
import { TARGET_NAMES, TARGETS, type Target, type TargetName } from '../../../shared/csv/targets.ts';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import { readElsewhere, targetOf, withTarget } from './draft.ts';
import classes from './Table.module.css';

const GROUPS = ['patient', 'visit', 'measured', 'other'] as const;

interface ColumnsPartProps {
  readonly columns: TableLook['columns'];
  readonly mapping: Mapping;
  readonly onMapping: (mapping: Mapping) => void;
}

/** What each column stands for. */
export function ColumnsPart({ columns, mapping, onMapping }: ColumnsPartProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('table.columns')}>
      <p className={classes.quiet}>{t('table.columnsBody')}</p>
      <div className={classes.box}>
        <Table
          label={t('table.columns')}
          rows={columns}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', head: t('table.column'), cell: ({ name }) => <span className={classes.name}>{name}</span> },
            {
              key: 'samples',
              head: t('table.samples'),
              cell: ({ samples }) => (
                <span className={classes.samples}>{samples.slice(0, 3).join(t('common.dot'))}</span>
              ),
            },
            {
              key: 'target',
              head: t('table.becomes'),
              cell: ({ name }) => <TargetField column={name} mapping={mapping} onMapping={onMapping} />,
            },
            {
              key: 'how',
              head: t('table.how'),
              cell: ({ name }) => <HowField column={name} mapping={mapping} onMapping={onMapping} />,
            },
          ]}
        />
      </div>
    </Section>
  );
}

interface FieldProps extends Omit<ColumnsPartProps, 'columns'> {
  readonly column: string;
}

function TargetField({ column, mapping, onMapping }: FieldProps) {
  const { t } = useTranslation();
  const { as } = targetOf(mapping, column);
  const elsewhere = as === '' && readElsewhere(mapping, column);
  return (
    <NativeSelect
      aria-label={t('table.becomesOf', { column })}
      value={as}
      data={[
        { value: '', label: t(elsewhere ? 'table.byFile' : 'table.nothing') },
        ...GROUPS.map((group) => ({
          group: t(`table.groups.${group}`),
          items: TARGET_NAMES.filter((name) => TARGETS[name].group === group).map((name) => ({
            value: name,
            label: t(`table.targets.${wordOf(name)}`),
          })),
        })),
      ]}
      onChange={({ currentTarget: { value } }) => onMapping(withTarget(mapping, column, { as: value }))}
    />
  );
}

/** Beside the meaning: how dates are written, or in which unit amounts are. */
function HowField({ column, mapping, onMapping }: FieldProps) {
  const { t } = useTranslation();
  const target = targetOf(mapping, column);
  const known = TARGET_NAMES.find((name) => name === target.as);
  const takes = known && (TARGETS[known] as Target).takes;
  if (takes === 'dates')
    return (
      <NativeSelect
        aria-label={t('table.datesOf', { column })}
        value={orderOf(target.formats)}
        data={(['', 'dmy', 'mdy'] as const).map((value) => ({ value, label: t(`table.orders.${value || 'ymd'}`) }))}
        onChange={({ currentTarget: { value } }) =>
          onMapping(
            withTarget(
              mapping,
              column,
              value === 'dmy' || value === 'mdy' ? { as: target.as, formats: FORMATS[value] } : { as: target.as },
            ),
          )
        }
      />
    );
  if (takes === 'unit')
    return (
      <TextInput
        aria-label={t('table.unitOf', { column })}
        placeholder={t('table.unit')}
        value={target.unit ?? ''}
        maxLength={60}
        autoComplete="off"
        onChange={({ currentTarget: { value } }) =>
          onMapping(withTarget(mapping, column, value === '' ? { as: target.as } : { as: target.as, unit: value }))
        }
      />
    );
  return null;
}

/** Days before months, and the other way round, with every mark and with times. */
const FORMATS = { dmy: formatsOf('d', 'M'), mdy: formatsOf('M', 'd') };

function formatsOf(first: string, second: string): string[] {
  const days = ['/', '.', '-'].map((mark) => `${first}${mark}${second}${mark}yyyy`);
  return [...days, ...days.flatMap((day) => [`${day} H:mm`, `${day} H:mm:ss`])];
}

function orderOf(formats: readonly string[] | undefined): '' | 'dmy' | 'mdy' {
  const [first] = formats ?? [];
  if (first?.startsWith('d')) return 'dmy';
  return first?.startsWith('M') ? 'mdy' : '';
}

/** Names of targets have dots, which keys of words may not. */
function wordOf<N extends TargetName>(name: N): N extends `${infer A}.${infer B}` ? `${A}_${B}` : N {
  return name.replace('.', '_') as ReturnType<typeof wordOf<N>>;
}
