import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RepairShown, TableRowText } from '../../../shared/bridge/repair.ts';
import classes from './Repair.module.css';

interface RowFieldsProps {
  readonly item: RepairShown;
  readonly row: TableRowText;
  readonly cells: readonly string[];
  readonly onCells: (cells: string[]) => void;
}

/** A row of a table, a field for each column under its name; the one that is wrong says why. */
export function RowFields({ item, row, cells, onCells }: RowFieldsProps) {
  const { t } = useTranslation();
  const open = item.state === 'open';
  return (
    <div className={classes.cells}>
      {row.columns.map((column, index) => (
        <TextInput
          key={column}
          label={column}
          value={cells[index] ?? ''}
          readOnly={!open}
          autoComplete="off"
          error={
            column === item.element && cells[index] === row.cells[index]
              ? t(`errors.${item.code}`, { file: item.file })
              : undefined
          }
          data-autofocus={column === item.element || undefined}
          onChange={(event) => onCells(cells.with(index, event.currentTarget.value))}
        />
      ))}
    </div>
  );
}
