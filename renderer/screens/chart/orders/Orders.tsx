import { Button } from '@mantine/core';
import { IconPencilPlus, IconPlus, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultItem, WaitingOrder } from '../../../../shared/bridge/results.ts';
import { useAsk, useDo, useMay } from '../../../bridge/index.ts';
import { useCommands } from '../../../commands/shown.tsx';
import { useFormat } from '../../../locales/manner.tsx';
import { ResultGist, ResultLines } from '../../../records/result/ResultLines.tsx';
import { Badge, ConflictBadge } from '../../../ui/Marks.tsx';
import { FailureNotice } from '../../../ui/Notice.tsx';
import { Section } from '../../../ui/Section.tsx';
import { useTell } from '../../../ui/Told.tsx';
import { useKept } from '../../navigation.ts';
import { EntryDialog, type OpenEntry } from '../../ResultEntry.tsx';
import chart from '../Chart.module.css';
import { OrderDialog } from './OrderDialog.tsx';
import classes from './Orders.module.css';

/** So many results are shown at first. */
const FIRST = 3;

interface OrdersProps {
  readonly patient: string;
  /** Of the patient. */
  readonly name: string;
}

/** Tests whose results are waited for, and the newest results; one more, one less. */
export function Orders({ patient, name }: OrdersProps) {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const asked = useAsk('result.chart', { patient });
  const turn = useDo('order.turn');
  const undo = useDo('record.undo');
  const [opened, setOpened] = useState(false);
  const [entry, setEntry] = useState<OpenEntry>();
  const [all, setAll] = useKept('results', false);
  const mayOrder = may.write('ServiceRequest');
  useCommands(
    mayOrder
      ? [
          {
            id: 'here.order',
            name: 'orders.title',
            icon: IconTestPipe,
            group: 'here',
            keys: ['O'],
            run: () => setOpened(true),
          },
        ]
      : [],
  );
  const withdraw = ({ id, test: { text } }: WaitingOrder) =>
    turn.mutate(
      { ids: [id], to: 'revoked' },
      {
        onSuccess: ({ changes }) => tell(t('orders.withdrawn', { what: text }), () => undo.mutate({ changes })),
      },
    );
  const waiting = asked.data?.waiting ?? [];
  const results = asked.data?.results ?? [];
  const mayEnter = may.write('DiagnosticReport') && may.write('Observation');
  return (
    <Section
      title={t('results.inChart')}
      aside={
        <>
          {mayEnter ? (
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconPencilPlus size="1rem" aria-hidden />}
              onClick={() => setEntry({ patient: { id: patient, name } })}
            >
              {t('results.enter')}
            </Button>
          ) : null}
          {mayOrder ? (
            <Button
              variant="subtle"
              size="compact-sm"
              title="O"
              leftSection={<IconPlus size="1rem" aria-hidden />}
              onClick={() => setOpened(true)}
            >
              {t('orders.title')}
            </Button>
          ) : null}
        </>
      }
    >
      <FailureNotice failure={asked.error?.failure ?? turn.error?.failure ?? undo.error?.failure} />
      {asked.data && waiting.length === 0 && results.length === 0 ? (
        <>
          <p className={chart.quiet}>{t('orders.waitingNone')}</p>
          {mayOrder ? <p className={chart.quiet}>{t('orders.waitingTeach')}</p> : null}
        </>
      ) : null}
      {waiting.length > 0 ? (
        <ul className={classes.list} aria-label={t('orders.waiting')}>
          {waiting.map((order) => (
            <li key={order.id} className={classes.row}>
              <Line order={order} />
              {mayEnter ? (
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={t('results.enterOf', { what: order.test.text, name })}
                  onClick={() => setEntry({ patient: { id: patient, name }, order })}
                >
                  {t('results.enter')}
                </Button>
              ) : null}
              {mayOrder ? (
                <Button
                  variant="subtle"
                  color="gray"
                  size="compact-sm"
                  aria-label={t('orders.withdrawWhat', { what: order.test.text })}
                  onClick={() => withdraw(order)}
                >
                  {t('orders.withdraw')}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      ) : null}
      {results.length > 0 ? (
        <ul className={classes.list} aria-label={t('results.title')}>
          {results.slice(0, all ? results.length : FIRST).map((result) => (
            <li key={result.id} className={classes.row}>
              <Result result={result} />
            </li>
          ))}
        </ul>
      ) : null}
      {results.length > FIRST ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setAll(!all)}>
          {all ? t('results.less') : t('results.moreValues', { count: results.length - FIRST })}
        </Button>
      ) : null}
      <EntryDialog open={entry} onClose={() => setEntry(undefined)} />
      {mayOrder ? <OrderDialog patient={patient} opened={opened} onClose={() => setOpened(false)} /> : null}
    </Section>
  );
}

/** A report: what stands out with its arrow and word, when and by whom it was measured, whether somebody has looked at it. */
function Result({ result }: { result: ResultItem }) {
  const { t } = useTranslation();
  const { day, ago } = useFormat();
  const { date, source, reviewed, text, abnormal } = result;
  const [open, setOpen] = useState(false);
  const facts = [
    date ? `${day(date)} (${ago(date)})` : t('results.sinceUnknown'),
    source,
    reviewed ? t('results.lookedAt', { by: reviewed.by, when: day(reviewed.at) }) : undefined,
  ].filter((fact) => fact !== undefined);
  return (
    <>
      <span className={classes.line}>
        <span>
          {text} {reviewed ? null : <Badge tone={abnormal > 0 ? 'look' : 'plain'}>{t('results.notLooked')}</Badge>}{' '}
          <ConflictBadge count={result.conflicts} />
        </span>
        <span className={`${classes.facts} tabular`}>{facts.join(t('common.dot'))}</span>
        {open ? <ResultLines result={result} /> : <ResultGist result={result} />}
      </span>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={open}
        aria-label={t('results.detailsOf', { what: text, name: result.patient.name })}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'results.less' : 'results.details')}
      </Button>
    </>
  );
}

/** What, how urgent, since when, and what was said to it. */
function Line({ order }: { order: WaitingOrder }) {
  const { t } = useTranslation();
  const { day, ago } = useFormat();
  const facts = [
    ...(order.urgency === 'routine' ? [] : [t(`orders.${order.urgency}`)]),
    ...(order.partial ? [t('orders.partial')] : []),
    ...(order.since ? [t('orders.since', { when: `${day(order.since)} (${ago(order.since)})` })] : []),
    ...(order.by ? [order.by] : []),
  ];
  return (
    <span className={classes.line}>
      <span>
        {order.test.text} <ConflictBadge count={order.conflicts} />
      </span>
      <span className={`${classes.facts} tabular`}>{facts.join(t('common.dot'))}</span>
      {order.note ? <span className={classes.facts}>{order.note}</span> : null}
    </span>
  );
}
