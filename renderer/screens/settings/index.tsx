import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { askDesktop, useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { useLanguage } from '../useLanguage.ts';
import { Access } from './Access.tsx';
import { Backup } from './Backup.tsx';
import { CheckpointSection } from './CheckpointSection.tsx';
import { Choice } from './Choice.tsx';
import { CodeLists } from './CodeLists.tsx';
import { DoseRules } from './dose-rules/DoseRules.tsx';
import { KitSection } from './KitSection.tsx';
import { LetterheadSection } from './LetterheadSection.tsx';
import { PrintingSection } from './PrintingSection.tsx';
import { Ranges } from './ranges/Ranges.tsx';
import classes from './Settings.module.css';
import { Templates } from './templates/Templates.tsx';

function SettingsScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const state = useAsk('session.state', {});
  const open = state.data?.kind === 'open' ? state.data : undefined;
  return (
    <Page title={t('settings.title')} narrow>
      <div className={classes.page}>
        <Looks />
        <Clinic />
        {may.read('Organization') ? <LetterheadSection /> : null}
        {may.do('print') ? <PrintingSection /> : null}
        <Access />
        {may.read('CodeSystem') ? <CodeLists /> : null}
        {may.read('ObservationDefinition') ? <Ranges /> : null}
        {may.read('Library') ? <Templates /> : null}
        {may.read('MedicationKnowledge') ? <DoseRules /> : null}
        {may.do('backup') ? <Backup /> : null}
        {open?.user.role === 'owner' ? <KitSection clinic={open.clinic} /> : null}
        {open && open.user.role !== 'analyst' ? (
          <>
            <CheckpointSection clinic={open.clinic} />
            <Checks />
          </>
        ) : null}
      </div>
    </Page>
  );
}

function Looks() {
  const { t } = useTranslation();
  const { preferences, change } = usePreferences();
  const [locale, setLocale] = useLanguage();
  return (
    <Section title={t('settings.display')}>
      <Stack gap="sm">
        <Choice label={t('language.label')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={locale}
              onChange={(value) => setLocale(value === 'en' ? 'en' : 'zh-CN')}
              data={[
                { value: 'zh-CN', label: t('language.zh-CN') },
                { value: 'en', label: t('language.en') },
              ]}
            />
          )}
        </Choice>
        <Choice label={t('settings.theme')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={preferences.theme}
              onChange={(value) => change({ theme: value === 'light' || value === 'dark' ? value : 'auto' })}
              data={[
                { value: 'light', label: t('settings.light') },
                { value: 'dark', label: t('settings.dark') },
                { value: 'auto', label: t('settings.system') },
              ]}
            />
          )}
        </Choice>
        <Choice label={t('settings.text')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={preferences.text}
              onChange={(value) => change({ text: value === 'small' || value === 'large' ? value : 'normal' })}
              data={(['small', 'normal', 'large'] as const).map((size) => ({
                value: size,
                label: t(`settings.${size}`),
              }))}
            />
          )}
        </Choice>
        <p className={classes.quiet}>{t('settings.kept')}</p>
      </Stack>
    </Section>
  );
}

function Clinic() {
  const { t } = useTranslation();
  const state = useAsk('session.state', {});
  const lock = useDo('session.lock');
  const info = useQuery({
    queryKey: ['desktop.info'],
    queryFn: () => askDesktop('desktop.info', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const open = state.data?.kind === 'open' ? state.data : undefined;
  const program = info.data?.ok ? info.data.value : undefined;
  return (
    <Section
      title={t('settings.clinic')}
      aside={
        <Button variant="default" size="compact-sm" loading={lock.isPending} onClick={() => lock.mutate({})}>
          {t('settings.lock')}
        </Button>
      }
    >
      <Facts
        facts={[
          ...(open
            ? ([
                [t('settings.clinicName'), open.clinic.name],
                [
                  t('settings.timeZone'),
                  <>
                    {open.clinic.timeZone} <span className={classes.quiet}>{t('settings.timeZoneFixed')}</span>
                  </>,
                ],
                [t('settings.user'), open.user.name],
                [t('settings.workstation'), open.device.name],
                [t('kit.clinicId'), open.clinic.clinicId],
              ] as const)
            : []),
          ...(program
            ? ([
                [
                  t('settings.program'),
                  `${t('app.version', { version: program.version })}${t('common.dot')}Electron ${program.electron}`,
                ],
              ] as const)
            : []),
        ]}
      />
    </Section>
  );
}

function Checks() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const verify = useDo('vault.verify');
  return (
    <Section title={t('settings.verify')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('settings.verifyBody')}</p>
        {verify.data?.ok ? (
          <Notice tone="good" alert>
            {t('settings.verifyOk', {
              records: number(verify.data.records),
              envelopes: number(verify.data.envelopes),
            })}
          </Notice>
        ) : null}
        {verify.data && !verify.data.ok ? (
          <Notice tone="danger" alert title={t('settings.verifyBad')}>
            <ul className={classes.problems}>
              {verify.data.problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <FailureNotice failure={verify.error?.failure} />
        <div>
          <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate({})}>
            {t('settings.verifyRun')}
          </Button>
        </div>
      </Stack>
    </Section>
  );
}

export const settings: Screen<'settings'> = { rail: 'settings', view: SettingsScreen };
