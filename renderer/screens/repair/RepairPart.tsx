import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconChecklist } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { REPAIR_STATES, type RepairGroup, type RepairState } from '../../../shared/bridge/repair.ts';
import { askPlace, useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useKept, useNavigation } from '../navigation.ts';
import { GroupPart } from './GroupPart.tsx';
import classes from './Repair.module.css';

/** What imports could not bring in, by reason: one is chosen, and mended or set aside. */
export function RepairPart() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { go } = useNavigation();
  const client = useQueryClient();
  const [state, setState] = useKept<RepairState>('state', 'open');
  const [chosen, setChosen] = useKept<string>('group', '');
  const asked = useAsk('repair.groups', { state }, { staleTime: 0, keepPrevious: true });
  const renew = useCallback(() => {
    for (const call of ['repair.groups', 'repair.list', 'repair.show'])
      void client.invalidateQueries({ queryKey: [call] });
  }, [client]);
  const { data } = asked;
  if (!data) return asked.error ? <FailureNotice failure={asked.error.failure} /> : <Loading />;
  const group = data.groups.find((one) => keyOf(one) === chosen) ?? data.groups[0];
  const nothing = REPAIR_STATES.every((one) => (data.counts[one] ?? 0) === 0);
  const icon = <IconChecklist size="2rem" stroke={1.4} aria-hidden />;
  if (nothing)
    return (
      <Empty
        title={t('repairs.nothing')}
        icon={icon}
        actions={<Button onClick={() => go({ name: 'exchange' })}>{t('exchange.title')}</Button>}
      >
        {t('repairs.teach')}
      </Empty>
    );
  return (
    <div className={classes.list}>
      <Group gap="sm" justify="space-between">
        <SegmentedControl
          aria-label={t('repairs.states')}
          value={state}
          onChange={(value) => setState(REPAIR_STATES.find((one) => one === value) ?? 'open')}
          data={REPAIR_STATES.map((one) => ({
            value: one,
            label: `${t(`repairs.state.${one}`)} ${number(data.counts[one] ?? 0)}`,
          }))}
        />
        <Export state={state} empty={data.groups.length === 0} />
      </Group>
      <p className={classes.quiet}>{t(`repairs.about.${state}`)}</p>
      {data.more ? <Notice tone="look">{t('repairs.moreReasons')}</Notice> : null}
      {group ? (
        <div className={classes.halves}>
          <ul className={classes.reasons} aria-label={t('repairs.reasons')}>
            {data.groups.map((one) => (
              <li key={keyOf(one)}>
                <ReasonButton group={one} current={one === group} onChoose={() => setChosen(keyOf(one))} />
              </li>
            ))}
          </ul>
          <GroupPart key={keyOf(group)} group={group} onChanged={renew} />
        </div>
      ) : (
        <Empty title={t(`repairs.empty.${state}`)} icon={icon} />
      )}
    </div>
  );
}

function keyOf({ run, code, element, state }: RepairGroup): string {
  return JSON.stringify([state, run, code, element]);
}

interface ReasonButtonProps {
  readonly group: RepairGroup;
  readonly current: boolean;
  readonly onChoose: () => void;
}

function ReasonButton({ group, current, onChoose }: ReasonButtonProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const { code, element, count, file } = group;
  return (
    <button type="button" className={classes.reasonButton} aria-current={current || undefined} onClick={onChoose}>
      <span className={classes.reasonHead}>
        <span>{element === '' ? t(`errors.${code}`, { file }) : element}</span>
        <span className="tabular">{number(count)}</span>
      </span>
      <span className={classes.quiet}>
        {element === '' ? '' : `${t(`errors.${code}`, { file })} `}
        {file}
      </span>
    </button>
  );
}

/** The list as a file, so that whoever sent it can mend it. */
function Export({ state, empty }: { state: RepairState; empty: boolean }) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const may = useMay();
  const run = useDo('repair.export');
  const [told, setTold] = useState(false);
  if (!may.do('export') || empty) return null;
  const start = async (format: 'csv' | 'ndjson') => {
    const folder = await askPlace('desktop.chooseFolder', {});
    if (folder === undefined) return;
    const time = new Date().toISOString().slice(11, 19).replaceAll(':', '');
    run.mutate(
      { state, format, out: `${folder}/xinglin-repair-${today()}-${time}.${format}` },
      { onSettled: () => setTold(true) },
    );
  };
  return (
    <Group gap="xs">
      {(['csv', 'ndjson'] as const).map((format) => (
        <Button key={format} variant="default" disabled={run.isPending} onClick={() => void start(format)}>
          {t(`repairs.export.${format}`)}
        </Button>
      ))}
      {told ? <FailureNotice failure={run.error?.failure} /> : null}
      {run.data ? (
        <Notice tone="good" alert>
          {t('repairs.exported', { count: run.data.count, file: run.data.file })}
        </Notice>
      ) : null}
    </Group>
  );
}
