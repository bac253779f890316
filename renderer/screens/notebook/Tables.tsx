import { ActionIcon, Anchor, Button, NativeSelect } from '@mantine/core';
import { IconCopy, IconPencil, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { Section } from '../../ui/Section.tsx';
import { viewFaultWords } from './fault-words.ts';
import classes from './Notebook.module.css';
import type { ViewChoice } from './useViews.ts';

interface TablesProps {
  /** All that there are. */
  readonly views: readonly ViewChoice[];
  /** Keys of the chosen ones. */
  readonly chosen: readonly string[];
  readonly onChoose: (keys: readonly string[]) => void;
  /** The name of a column, or of a table, goes into the query. */
  readonly onColumn: (name: string) => void;
  readonly onTable: (name: string) => void;
  /** `undefined`: a new one. */
  readonly onEdit: (view: ViewChoice | undefined) => void;
}

/** The tables that a notebook's queries see, with their columns, and the choice of more. */
export function Tables({ views, chosen, onChoose, onColumn, onTable, onEdit }: TablesProps) {
  const { t } = useTranslation();
  const may = useMay();
  const left = views.filter(({ key }) => !chosen.includes(key));
  return (
    <Section title={t('notebook.tables')}>
      <div className={classes.tables}>
        <NativeSelect
          aria-label={t('notebook.addView')}
          value=""
          data={[
            { value: '', label: t('notebook.addView') },
            ...left.map(({ key, name, title }) => ({
              value: key,
              label: title === '' ? name : `${name}${t('common.dot')}${title}`,
            })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            if (value !== '') onChoose([...chosen, value]);
          }}
        />
        {chosen.length === 0 ? <p className={classes.hint}>{t('notebook.noTables')}</p> : null}
        {chosen.map((key) => (
          <TableColumns
            key={key}
            view={views.find((view) => view.key === key)}
            onColumn={onColumn}
            onTable={onTable}
            onRemove={() => onChoose(chosen.filter((one) => one !== key))}
            onEdit={onEdit}
          />
        ))}
        {may.write('Library') ? (
          <div>
            <Button variant="subtle" size="compact-sm" onClick={() => onEdit(undefined)}>
              {t('notebook.ownView')}
            </Button>
          </div>
        ) : null}
      </div>
    </Section>
  );
}

interface ColumnsProps extends Pick<TablesProps, 'onColumn' | 'onTable' | 'onEdit'> {
  /** undefined: it is not there any more. */
  readonly view: ViewChoice | undefined;
  readonly onRemove: () => void;
}

function TableColumns({ view, onColumn, onTable, onRemove, onEdit }: ColumnsProps) {
  const { t } = useTranslation();
  const may = useMay();
  const checked = useAsk('view.check', { definition: view?.definition ?? {} }, { enabled: view !== undefined });
  const name = view?.name ?? t('notebook.viewGone');
  return (
    <section className={classes.table} aria-label={name}>
      <header className={classes.tableHead}>
        {view ? (
          <div>
            <Anchor
              component="button"
              type="button"
              className={classes.tableName}
              aria-label={t('notebook.insertColumn', { name })}
              onClick={() => onTable(name)}
            >
              {name}
            </Anchor>
          </div>
        ) : (
          <strong>{name}</strong>
        )}
        {view && may.write('Library') ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={`${t(view.kept ? 'notebook.editView' : 'notebook.viewCopy')}: ${name}`}
            onClick={() => onEdit(view)}
          >
            {view.kept ? (
              <IconPencil size="0.875rem" stroke={1.8} aria-hidden />
            ) : (
              <IconCopy size="0.875rem" stroke={1.8} aria-hidden />
            )}
          </ActionIcon>
        ) : null}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={`${t('notebook.leaveOut')}: ${name}`}
          onClick={onRemove}
        >
          <IconX size="0.875rem" stroke={1.8} aria-hidden />
        </ActionIcon>
      </header>
      {view && view.title !== '' && view.title.toLowerCase() !== name ? (
        <p className={classes.hint}>{view.title}</p>
      ) : null}
      {checked.error ? <p className={classes.hint}>{failureWords(t, checked.error.failure)}</p> : null}
      {checked.data?.ok === false ? <p className={classes.hint}>{viewFaultWords(t, checked.data.fault)}</p> : null}
      {checked.data?.ok ? (
        <ul className={classes.columns}>
          {checked.data.columns.map((column) => (
            <li key={column.name}>
              <Anchor
                component="button"
                type="button"
                className={classes.column}
                aria-label={t('notebook.insertColumn', { name: column.name })}
                onClick={() => onColumn(column.name)}
              >
                {column.name}
              </Anchor>
              <span className={classes.type}>{column.collection ? `${column.type}[]` : column.type}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
