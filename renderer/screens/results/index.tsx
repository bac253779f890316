import { Button, Modal, Tabs } from '@mantine/core';
import { IconPencilPlus, IconTestPipe } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { PatientFinder } from '../PatientFinder.tsx';
import { EntryDialog, type OpenEntry } from '../ResultEntry.tsx';
import { ResultList } from './ResultList.tsx';
import classes from './Results.module.css';
import { WaitingList } from './WaitingList.tsx';

const TABS = ['unseen', 'waiting', 'seen'] as const;
type Tab = (typeof TABS)[number];

/** The clinic's results: what is to be looked at, what is waited for, what was looked at last. */
function ResultsScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const lists = useAsk('result.lists', {}, { staleTime: 0 });
  const [tab, setTab] = useKept<Tab>('tab', 'unseen');
  const [finding, setFinding] = useState(false);
  const [entry, setEntry] = useState<OpenEntry>();
  const mayEnter = may.write('DiagnosticReport') && may.write('Observation');
  useCommands(
    mayEnter
      ? [
          {
            id: 'here.enter',
            name: 'results.enter',
            icon: IconPencilPlus,
            group: 'here',
            keys: ['E'],
            run: () => setFinding(true),
          },
        ]
      : [],
  );
  const { data } = lists;
  return (
    <Page
      title={t('results.title')}
      fixed
      actions={
        mayEnter ? (
          <Button
            variant="default"
            title="E"
            leftSection={<IconPencilPlus size="1.125rem" stroke={1.8} aria-hidden />}
            onClick={() => setFinding(true)}
          >
            {t('results.enter')}
          </Button>
        ) : null
      }
    >
      <FailureNotice failure={lists.error?.failure} />
      {data?.more ? <Notice tone="look">{t('results.more')}</Notice> : null}
      {!data && !lists.error ? <Loading /> : null}
      {data ? (
        <Tabs
          value={tab}
          onChange={(value) => setTab(TABS.find((one) => one === value) ?? 'unseen')}
          keepMounted={false}
          className={classes.tabs ?? ''}
        >
          <Tabs.List aria-label={t('results.title')}>
            {TABS.map((one) => (
              <Tabs.Tab key={one} value={one}>
                {t(`results.tabs.${one}`)} {one === 'seen' ? null : <span className="tabular">{data[one].length}</span>}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {TABS.map((one) => (
            <Tabs.Panel key={one} value={one} className={classes.panel ?? ''}>
              {data[one].length === 0 ? (
                <Empty title={t(`results.empty.${one}`)} icon={<IconTestPipe size="2rem" stroke={1.4} aria-hidden />}>
                  {t(`results.teach.${one}`)}
                </Empty>
              ) : one === 'waiting' ? (
                <WaitingList orders={data.waiting} onEnter={mayEnter ? setEntry : undefined} />
              ) : (
                <ResultList key={one} name={one} results={data[one]} />
              )}
            </Tabs.Panel>
          ))}
        </Tabs>
      ) : null}
      <Who
        opened={finding}
        onClose={() => setFinding(false)}
        onPatient={(patient) => {
          setFinding(false);
          setEntry({ patient });
        }}
      />
      <EntryDialog open={entry} onClose={() => setEntry(undefined)} />
    </Page>
  );
}

interface WhoProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onPatient: (patient: { id: string; name: string }) => void;
}

/** Whose result it is. */
function Who({ opened, onClose, onPatient }: WhoProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('results.enter')}
      size="38rem"
      yOffset="12vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.finder}>
        <PatientFinder
          label={t('patients.search')}
          text={text}
          onText={setText}
          compact
          onOpen={onPatient}
          empty={<Empty title={t('patients.emptyTitle')} />}
          nothing={(searched) => (
            <Empty title={t('patients.nothingTitle', { text: searched })}>{t('patients.nothingBody')}</Empty>
          )}
        />
      </div>
    </Modal>
  );
}

export const results: Screen<'results'> = { rail: 'results', view: ResultsScreen };
