import { Button, Checkbox } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResultItem } from '../../../shared/bridge/results.ts';
import { useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { ResultGist, ResultLines } from '../../records/result/ResultLines.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Acknowledge } from './Acknowledge.tsx';
import { PatientLink } from './PatientLink.tsx';
import classes from './Results.module.css';
import { RetractDialog } from './RetractDialog.tsx';
import { Rows } from './Rows.tsx';
import { useAcknowledge } from './useAcknowledge.ts';

interface ResultListProps {
  readonly name: 'unseen' | 'seen';
  readonly results: readonly ResultItem[];
}

/** Results with their values; what is unseen is acknowledged one by one, or several at once. */
export function ResultList({ name, results }: ResultListProps) {
  const { t } = useTranslation();
  const may = useMay();
  const { acknowledge, failure, busy } = useAcknowledge();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const [noting, setNoting] = useState<readonly ResultItem[]>();
  const [wrong, setWrong] = useState<ResultItem>();
  const mayLook = name === 'unseen' && may.write('Task') && may.write('ServiceRequest');
  const marked = results.filter(({ id }) => chosen.has(id));
  const look = (which: readonly ResultItem[]) => {
    acknowledge(which);
    setChosen(new Set());
  };
  useCommands(
    mayLook && marked.length > 0
      ? [
          {
            id: 'here.acknowledge',
            name: 'results.acknowledgeChosen',
            icon: IconChecks,
            group: 'here',
            keys: ['A'],
            run: () => look(marked),
          },
        ]
      : [],
  );
  return (
    <>
      <FailureNotice failure={failure} />
      {mayLook ? (
        <div className={classes.bar}>
          <Checkbox
            label={t('results.all')}
            checked={marked.length > 0 && marked.length === results.length}
            indeterminate={marked.length > 0 && marked.length < results.length}
            onChange={(event) =>
              setChosen(new Set(event.currentTarget.checked ? results.slice(0, 100).map(({ id }) => id) : []))
            }
          />
          <Button
            size="compact-sm"
            disabled={marked.length === 0}
            loading={busy}
            title="A"
            onClick={() => look(marked)}
          >
            {t('results.acknowledgeCount', { count: marked.length })}
          </Button>
          <Button size="compact-sm" variant="default" disabled={marked.length === 0} onClick={() => setNoting(marked)}>
            {t('results.withNote')}
          </Button>
        </div>
      ) : null}
      <Rows name={name} label={t(`results.tabs.${name}`)} items={results} keyOf={({ id }) => id}>
        {(result) => (
          <div className={classes.line}>
            {mayLook ? (
              <Checkbox
                aria-label={t('results.choose', { what: result.text, name: result.patient.name })}
                checked={chosen.has(result.id)}
                onChange={() => setChosen(toggled(chosen, result.id))}
              />
            ) : null}
            <div className={classes.what}>
              <span className={classes.top}>
                <PatientLink patient={result.patient} />
                <span className={classes.name}>{result.text}</span>
                {result.abnormal > 0 ? (
                  <Badge tone="look">{t('results.abnormal', { count: result.abnormal })}</Badge>
                ) : null}
                {result.amended ? <Badge tone="look">{t('results.amended')}</Badge> : null}
                {result.status === 'partial' || result.status === 'preliminary' ? (
                  <Badge>{t(`results.${result.status}`)}</Badge>
                ) : null}
                <ConflictBadge count={result.conflicts} />
              </span>
              <ResultFacts result={result} />
              {open.has(result.id) ? <ResultLines result={result} /> : <ResultGist result={result} />}
              {open.has(result.id) && result.conclusion ? (
                <p className={classes.conclusion}>{result.conclusion}</p>
              ) : null}
            </div>
            <div className={classes.actions}>
              {mayLook ? (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('results.acknowledgeOf', { what: result.text, name: result.patient.name })}
                  onClick={() => look([result])}
                >
                  {t('results.acknowledge')}
                </Button>
              ) : null}
              <Button
                size="compact-sm"
                variant="subtle"
                color="gray"
                aria-expanded={open.has(result.id)}
                aria-label={t('results.detailsOf', { what: result.text, name: result.patient.name })}
                onClick={() => setOpen(toggled(open, result.id))}
              >
                {t(open.has(result.id) ? 'results.less' : 'results.details')}
              </Button>
              {open.has(result.id) && may.also('remove', 'DiagnosticReport') && may.also('remove', 'Observation') ? (
                <Button size="compact-sm" variant="subtle" color="gray" onClick={() => setWrong(result)}>
                  {t('record.action.error')}
                </Button>
              ) : null}
            </div>
          </div>
        )}
      </Rows>
      <Acknowledge
        results={noting}
        onDone={(note, follow) => {
          if (noting) acknowledge(noting, note, follow);
          setNoting(undefined);
          setChosen(new Set());
        }}
        onClose={() => setNoting(undefined)}
      />
      <RetractDialog result={wrong} onClose={() => setWrong(undefined)} />
    </>
  );
}

/** When the sample was taken, where it comes from, who looked at it. */
function ResultFacts({ result }: { result: ResultItem }) {
  const { t } = useTranslation();
  const { time, ago } = useFormat();
  const { date, source, reviewed, imported } = result;
  const facts = [
    date ? `${time(date)} (${ago(date)})` : t('results.sinceUnknown'),
    source,
    imported ? t('results.imported') : undefined,
    reviewed ? t('results.lookedAt', { by: reviewed.by, when: time(reviewed.at) }) : undefined,
    reviewed?.note,
  ].filter((fact) => fact !== undefined);
  return <span className={`${classes.quiet} tabular`}>{facts.join(t('common.dot'))}</span>;
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}
