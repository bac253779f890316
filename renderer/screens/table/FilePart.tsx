import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TableLook } from '../../../shared/bridge/tables.ts';
import { DELIMITERS, ENCODINGS, type TableFormat } from '../../../shared/csv/mapping.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import classes from './Table.module.css';

/** Before a table is chosen: what this page is for. */
export function NoFile({ onChoose }: { onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <Empty
      title={t('table.emptyTitle')}
      icon={<IconTable size="2rem" stroke={1.4} aria-hidden />}
      actions={<Button onClick={onChoose}>{t('table.choose')}</Button>}
    >
      {t('table.emptyBody')}
    </Empty>
  );
}

interface FilePartProps {
  readonly name: string;
  readonly look: TableLook;
  readonly onFormat: (format: TableFormat) => void;
  readonly onChoose: () => void;
}

/** The file: how it is read, and its first rows. */
export function FilePart({ name, look, onFormat, onChoose }: FilePartProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { encoding, delimiter, header } = look.format;
  return (
    <Section
      title={t('table.file')}
      aside={
        <Button variant="default" size="compact-sm" onClick={onChoose}>
          {t('table.another')}
        </Button>
      }
    >
      <div className={classes.stack}>
        <p className={classes.name}>{name}</p>
        <div className={classes.fields}>
          <NativeSelect
            label={t('table.encoding')}
            value={encoding}
            data={ENCODINGS.map((value) => ({ value, label: t(`table.encodings.${value}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const chosen = ENCODINGS.find((one) => one === value);
              if (chosen) onFormat({ ...look.format, encoding: chosen });
            }}
          />
          <NativeSelect
            label={t('table.delimiter')}
            value={delimiter}
            data={DELIMITERS.map((value) => ({ value, label: t(`table.delimiters.${DELIMITER_WORDS[value]}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const chosen = DELIMITERS.find((one) => one === value);
              if (chosen) onFormat({ ...look.format, delimiter: chosen });
            }}
          />
          <NumberInput
            label={t('table.header')}
            value={header}
            min={1}
            max={1000}
            allowDecimal={false}
            onChange={(value) => {
              if (typeof value === 'number' && value >= 1) onFormat({ ...look.format, header: value });
            }}
          />
        </div>
        <section
          className={classes.rows}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          aria-label={t('table.firstRows')}
        >
          <Table
            label={t('table.firstRows')}
            rows={look.rows.slice(0, 6)}
            rowKey={({ line }) => String(line)}
            columns={[
              { key: '#', head: t('table.line'), cell: ({ line }) => number(line), numeric: true },
              ...look.columns.map(({ name: column }, index) => ({
                key: `c${column}`,
                head: column,
                cell: ({ cells }: TableLook['rows'][number]) => cells[index] ?? '',
              })),
            ]}
          />
        </section>
      </div>
    </Section>
  );
}

const DELIMITER_WORDS = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const;
