import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconDotsVertical, IconPhoneCall, IconPrinter, IconTableExport } from '@tabler/icons-react';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortPerson, CohortSort, KeptCohort } from '../../../shared/bridge/cohorts.ts';
import type { Cohort } from '../../../shared/cohorts/definition.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { LineMenu } from '../../ui/LineMenu.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { useNavigation } from '../navigation.ts';
import { Recall } from '../Recall.tsx';
import classes from './Cohorts.module.css';
import { PrintCohort } from './PrintCohort.tsx';
import { RecallAll } from './RecallAll.tsx';
import { useJob } from './useJob.ts';
import { useSaveCohort } from './useSaveCohort.ts';

const STEP = 100;
/** As many as are called in at once. */
const MOST = 500;

interface PeopleProps {
  readonly definition: Cohort;
  /** What it is called; '' for one that has no name yet. */
  readonly name: string;
  readonly kept: readonly KeptCohort[] | undefined;
}

/** Who is in it, and what is done next for them. */
export function People({ definition, name, kept }: PeopleProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const may = useMay();
  const [sort, setSort] = useState<CohortSort>('visit');
  const [limit, setLimit] = useState(STEP);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [calling, setCalling] = useState<readonly string[]>();
  const job = useJob(['people', definition, sort, limit]);
  const people = useAsk('cohort.people', { definition, sort, limit, job }, { keepPrevious: true });
  const rows = people.data?.rows ?? [];
  const n = people.data?.n ?? 0;
  const here = rows.filter(({ hit }) => chosen.has(hit.id)).map(({ hit }) => hit.id);
  const [all, setAll] = useState(false);
  const [printing, setPrinting] = useState(false);
  const closeAll = useCallback(() => setAll(false), []);
  const calls = may.write('Task');
  const save = useSaveCohort(definition, sort);
  const choose = (id: string) => setChosen((before) => toggled(before, id));
  return (
    <Section
      title={t('cohorts.people.title')}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t('cohorts.people.sort')}
          value={sort}
          onChange={(value) => setSort(value === 'name' ? 'name' : 'visit')}
          data={(['visit', 'name'] as const).map((value) => ({ value, label: t(`cohorts.people.by.${value}`) }))}
        />
      }
    >
      <FailureNotice failure={people.error?.failure} />
      {!people.data && !people.error ? <Loading /> : null}
      {people.data && n === 0 ? <p className={classes.quiet}>{t('cohorts.people.nobody')}</p> : null}
      {n > 0 ? (
        <div className={classes.bar}>
          {calls ? (
            <>
              <Checkbox
                label={t('cohorts.people.all', { count: Math.min(rows.length, MOST) })}
                checked={here.length > 0 && here.length === rows.length}
                indeterminate={here.length > 0 && here.length < rows.length}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen(new Set(checked ? rows.slice(0, MOST).map(({ hit }) => hit.id) : []))
                }
              />
              <Button
                variant="default"
                leftSection={<IconPhoneCall size="1.125rem" stroke={1.8} />}
                disabled={here.length === 0}
                onClick={() => setCalling(here)}
              >
                {here.length === 0 ? t('cohorts.recall.one') : t('cohorts.recall.chosen', { count: here.length })}
              </Button>
              {n > rows.length ? (
                <Button
                  variant="default"
                  leftSection={<IconPhoneCall size="1.125rem" stroke={1.8} />}
                  onClick={() => setAll(true)}
                >
                  {t('cohorts.recall.all', { count: n, n: number(n) })}
                </Button>
              ) : null}
            </>
          ) : null}
          {may.do('export') ? (
            <Button variant="default" leftSection={<IconTableExport size="1.125rem" stroke={1.8} />} onClick={save}>
              {t('cohorts.people.save')}
            </Button>
          ) : null}
          {may.do('print') ? (
            <Button
              variant="default"
              leftSection={<IconPrinter size="1.125rem" stroke={1.8} />}
              onClick={() => setPrinting(true)}
            >
              {t('cohorts.print.print')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {n > 0 ? (
        <div className={classes.scroll} data-old={people.isPlaceholderData || undefined}>
          <table className={classes.table} aria-label={t('cohorts.people.title')}>
            <thead>
              <tr>
                {calls ? (
                  <th scope="col">
                    <span className="visually-hidden">{t('cohorts.people.choose')}</span>
                  </th>
                ) : null}
                {(['patient', 'lastVisit', 'value', 'phone', 'next'] as const).map((column) => (
                  <th key={column} scope="col">
                    {t(`cohorts.people.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="visually-hidden">{t('cohorts.people.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Line
                  key={row.hit.id}
                  row={row}
                  chosen={calls ? chosen.has(row.hit.id) : undefined}
                  onChoose={() => choose(row.hit.id)}
                  onRecall={() => setCalling([row.hit.id])}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {rows.length < n && limit < MOST ? (
        <Button variant="subtle" onClick={() => setLimit(Math.min(MOST, limit + STEP))}>
          {t('cohorts.people.more', { count: n - rows.length })}
        </Button>
      ) : null}
      {printing ? (
        <PrintCohort definition={definition} sort={sort} name={name} kept={kept} onClose={() => setPrinting(false)} />
      ) : null}
      {all ? <RecallAll definition={definition} n={n} onClose={closeAll} /> : null}
      <Recall patients={calling} onClose={() => setCalling(undefined)} />
    </Section>
  );
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

interface LineProps {
  readonly row: CohortPerson;
  /** Undefined: nobody is chosen from the list. */
  readonly chosen: boolean | undefined;
  readonly onChoose: () => void;
  readonly onRecall: () => void;
}

function Line({ row: { hit, value, next, task }, chosen, onChoose, onRecall }: LineProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const { age, day, ago, time } = useFormat();
  const open = () => go({ name: 'patient', id: hit.id });
  const gender = hit.gender === 'male' || hit.gender === 'female' ? t(`gender.${hit.gender}`) : '';
  return (
    <tr>
      {chosen === undefined ? null : (
        <td>
          <Checkbox
            aria-label={t('cohorts.people.chooseOne', { name: hit.name })}
            checked={chosen}
            onChange={onChoose}
          />
        </td>
      )}
      <th scope="row">
        <button type="button" className={classes.name} onClick={open}>
          {hit.name}
        </button>
        <span className={classes.quiet}>{[gender, age(hit.birthDate)].filter(Boolean).join(t('common.dot'))}</span>
      </th>
      <td className="tabular">
        {hit.lastVisit === undefined ? (
          t('cohorts.people.never')
        ) : (
          <>
            {day(hit.lastVisit)}
            <span className={classes.quiet}>{ago(hit.lastVisit)}</span>
          </>
        )}
      </td>
      <td className="tabular">
        {value ? (
          <>
            {[value.text, value.unit].filter(Boolean).join(' ')}
            <span className={classes.quiet}>{day(value.day)}</span>
          </>
        ) : null}
      </td>
      <td className="tabular">{hit.phone}</td>
      <td>
        {next ? <span>{t('cohorts.people.expected', { time: time(next) })}</span> : null}
        {task ? (
          <span className={classes.quiet}>
            {[task.text, task.due === undefined ? '' : day(task.due)].filter(Boolean).join(t('common.dot'))}
          </span>
        ) : null}
      </td>
      <td>
        <LineMenu
          label={t('cohorts.people.actionsOf', { name: hit.name })}
          icon={<IconDotsVertical size="1.125rem" stroke={1.8} />}
        >
          {() => (
            <>
              <MenuItem onClick={open}>{t('commands.chart')}</MenuItem>
              {chosen === undefined ? null : <MenuItem onClick={onRecall}>{t('cohorts.recall.one')}</MenuItem>}
              {may.write('Appointment') ? (
                <MenuItem onClick={() => go({ name: 'appointments', book: hit })}>{t('appointments.book')}</MenuItem>
              ) : null}
            </>
          )}
        </LineMenu>
      </td>
    </tr>
  );
}
