import { Button, Group, TextInput } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RepairGroup, RepairItem } from '../../../shared/bridge/repair.ts';
import { ask, useAsk, useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { useTell } from '../../ui/Told.tsx';
import { JobProgress } from '../JobProgress.tsx';
import { ItemEditor } from './ItemEditor.tsx';
import { retryJob } from './jobs.ts';
import classes from './Repair.module.css';
import { SetAside } from './SetAside.tsx';

interface GroupPartProps {
  readonly group: RepairGroup;
  /** What stands in the list is another now. */
  readonly onChanged: () => void;
}

const PAGE = 200;
/** Of the values that are wrong, so many are named. */
const MOST_NAMED = 6;

/** All that is wrong for one reason: each can be opened, and all can be tried again or set aside at once. */
export function GroupPart({ group, onChanged }: GroupPartProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const { run, code, element, state } = group;
  const reason = { run, code, element, state };
  const first = useAsk('repair.list', { reason, limit: PAGE }, { staleTime: 0, keepPrevious: true });
  const [open, setOpen] = useState<number>();
  const takeBack = useDo('repair.takeBack');
  const again = () =>
    takeBack.mutate(
      { chosen: { reason } },
      {
        onSuccess: ({ count }) => {
          tell(t('repairs.tookBack', { count }));
          onChanged();
        },
      },
    );
  return (
    <section className={classes.group} aria-label={t('repairs.items')}>
      {state === 'open' ? <TryAll group={group} onChanged={onChanged} /> : null}
      {state === 'open' || state === 'faults' ? (
        <SetAside
          chosen={{ reason }}
          back={(at) => ({ reason: { ...reason, state: 'aside' }, at })}
          label={t('repairs.asideAll')}
          onChanged={onChanged}
        />
      ) : null}
      {state === 'aside' ? (
        <Group>
          <Button variant="default" loading={takeBack.isPending} onClick={again}>
            {t('repairs.takeBackAll')}
          </Button>
        </Group>
      ) : null}
      <FailureNotice failure={first.error?.failure ?? takeBack.error?.failure} />
      {first.data ? (
        <Items key={first.data.items[0]?.id} group={group} page={first.data} onOpen={setOpen} />
      ) : (
        <Loading />
      )}
      {open === undefined ? null : <ItemEditor id={open} onClose={() => setOpen(undefined)} onChanged={onChanged} />}
    </section>
  );
}

interface ItemsProps {
  readonly group: RepairGroup;
  readonly page: { readonly items: readonly RepairItem[]; readonly more: boolean };
  readonly onOpen: (id: number) => void;
}

/** The lines of a group, however many: more are asked for as somebody gets there, and only those in sight exist. */
function Items({ group, page, onOpen }: ItemsProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const scroller = useRef<HTMLDivElement>(null);
  const [rest, setRest] = useState<{ items: readonly RepairItem[]; more: boolean }>({ items: [], more: page.more });
  const [asking, setAsking] = useState(false);
  const items = [...page.items, ...rest.items];
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 56,
    overscan: 8,
  });
  const shown = rows.getVirtualItems();
  const atEnd = (shown.at(-1)?.index ?? 0) >= items.length - 1;
  useEffect(() => {
    const last = items.at(-1);
    if (!atEnd || !rest.more || asking || !last) return;
    const { run, code, element, state } = group;
    setAsking(true);
    void ask('repair.list', { reason: { run, code, element, state }, after: last.id, limit: PAGE }).then((next) => {
      setAsking(false);
      if (next.ok) setRest((before) => ({ items: [...before.items, ...next.value.items], more: next.value.more }));
      else setRest((before) => ({ ...before, more: false }));
    });
  });
  return (
    <div ref={scroller} className={classes.items}>
      <ul className={classes.itemList} style={{ height: rows.getTotalSize() }} aria-label={t('repairs.items')}>
        {shown.map(({ key, index, start }) => {
          const item = items[index];
          if (!item) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={group.count}
              aria-posinset={index + 1}
              className={classes.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button type="button" className={classes.itemButton} onClick={() => onOpen(item.id)}>
                <span className={classes.quiet}>
                  {item.file}
                  {item.line === undefined ? '' : `${t('common.dot')}${t('exchange.line')} ${number(item.line)}`}
                  {item.edited ? `${t('common.dot')}${t('repairs.edited')}` : ''}
                </span>
                <span>
                  {item.reason ?? (item.element === '' ? t(`errors.${item.code}`, { file: item.file }) : item.element)}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** Tries all again, after one value was put in the place of another where that is wanted. */
function TryAll({ group, onChanged }: GroupPartProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const job = retryJob.use();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const listed = useId();
  const { run, code, element, state } = group;
  const reason = { run, code, element, state };
  const values = useAsk('repair.values', { reason }, { enabled: element !== '', staleTime: 0, keepPrevious: true });
  const start = async () => {
    const replace = from === '' ? {} : { replace: { from, to } };
    await retryJob.start({ reason, ...replace });
    onChanged();
  };
  if (job.kind === 'running')
    return (
      <JobProgress
        title={t('repairs.trying')}
        progress={job.progress}
        stopping={job.stopping}
        onStop={() => void retryJob.stop()}
      />
    );
  const found = values.data?.values.find(({ value }) => value.trim() === from.trim());
  return (
    <div className={classes.replace}>
      <Group gap="xs" align="end">
        {element === '' ? null : (
          <>
            <TextInput
              label={t('repairs.replace', { element })}
              value={from}
              list={listed}
              maxLength={1000}
              autoComplete="off"
              onChange={(event) => setFrom(event.currentTarget.value)}
            />
            <TextInput
              label={t('repairs.by')}
              value={to}
              maxLength={1000}
              autoComplete="off"
              onChange={(event) => setTo(event.currentTarget.value)}
            />
          </>
        )}
        <Button variant="default" onClick={() => void start()}>
          {t(from === '' ? 'repairs.tryAll' : 'repairs.replaceAll')}
        </Button>
      </Group>
      {element !== '' && values.data ? (
        <>
          <datalist id={listed}>
            {values.data.values.map(({ value, count }) => (
              <option key={value} value={value} label={`${value} (${number(count)})`} />
            ))}
          </datalist>
          <p className={classes.quiet} role="status">
            {from === ''
              ? t('repairs.values', {
                  values: values.data.values
                    .slice(0, MOST_NAMED)
                    .map(({ value, count }) => `${value === '' ? t('repairs.emptyValue') : value} (${number(count)})`)
                    .join(t('common.dot')),
                })
              : t(values.data.more ? 'repairs.wouldAtLeast' : 'repairs.would', {
                  count: found?.count ?? 0,
                  number: number(found?.count ?? 0),
                  looked: number(values.data.looked),
                  from,
                  to: to === '' ? t('repairs.emptyValue') : to,
                })}
          </p>
        </>
      ) : null}
      {job.kind === 'failed' ? <FailureNotice failure={job.failure} /> : null}
      {job.kind === 'done' ? (
        <Notice tone={job.report.fixed === job.report.tried ? 'good' : 'look'} alert>
          {t('repairs.tried', { fixed: number(job.report.fixed), tried: number(job.report.tried) })}
        </Notice>
      ) : null}
    </div>
  );
}
