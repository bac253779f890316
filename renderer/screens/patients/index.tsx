import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientSort } from '../../../shared/bridge/patients.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useMay } from '../../bridge/index.ts';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { type Browsing, PatientFinder } from '../PatientFinder.tsx';
import { ANYBODY, type Choice, filterOf } from './choice.ts';
import { type FieldsProps, Filters } from './Filters.tsx';
import { Recent } from './Recent.tsx';
import { usePatientPages } from './usePatientPages.ts';
import { useSaveList } from './useSaveList.ts';

function PatientsScreen() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const register = may.write('Patient') ? (
    <Button leftSection={<IconUserPlus size="1.125rem" stroke={1.8} />} onClick={() => go({ name: 'register' })}>
      {t('patients.register')}
    </Button>
  ) : null;
  return (
    <Page
      title={t('patients.title')}
      actions={
        <>
          <Button variant="default" onClick={() => go({ name: 'duplicates' })}>
            {t('duplicates.title')}
          </Button>
          {register}
        </>
      }
      fixed
    >
      <Browser />
    </Page>
  );
}

/** What is chosen and sorted, and the pages of it; what is typed is beside it, so that a letter draws none of this again. */
function Browser() {
  const { t } = useTranslation();
  const [choice, setChoice] = useKept<Choice>('choice', ANYBODY);
  const [sort, setSort] = useKept<PatientSort>('sort', 'recent');
  const [active, setActive] = useKept('active', 0);
  const pages = usePatientPages(filterOf(choice), sort);
  useSaveList(filterOf(choice), sort);
  const choose = useCallback(
    (next: Choice) => {
      setActive(0);
      setChoice(next);
    },
    [setActive, setChoice],
  );
  const order = useCallback(
    (next: PatientSort) => {
      setActive(0);
      setSort(next);
    },
    [setActive, setSort],
  );
  return (
    <Finder
      browsing={{
        ...pages,
        active,
        onActive: setActive,
        nobody: <Empty title={t('patients.nobodyTitle')}>{t('patients.nobodyBody')}</Empty>,
      }}
      filters={{ choice, onChoice: choose, sort, onSort: order }}
    />
  );
}

function Finder({ browsing, filters }: { readonly browsing: Browsing; readonly filters: FieldsProps }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const [text, setText] = useKept('text', '');
  const [chosen, setChosen] = useKept<string | undefined>('chosen', undefined);
  const open = useCallback((hit: PatientHit) => go({ name: 'patient', id: hit.id }), [go]);
  return (
    <PatientFinder
      label={t('patients.search')}
      text={text}
      onText={setText}
      chosen={chosen}
      onChosen={setChosen}
      onOpen={open}
      browsing={browsing}
      empty={
        <Empty
          title={t('patients.emptyTitle')}
          icon={<IconUsers size="2rem" stroke={1.4} aria-hidden />}
          actions={
            may.do('import') ? (
              <Button variant="default" onClick={() => go({ name: 'exchange' })}>
                {t('patients.import')}
              </Button>
            ) : null
          }
        >
          {t('patients.emptyBody')}
        </Empty>
      }
      nothing={(what) => <Empty title={t('patients.nothingTitle', { text: what })}>{t('patients.nothingBody')}</Empty>}
    >
      {browsing.total === 0 ? null : (
        <>
          <Filters {...filters} resting={text.trim() !== ''} />
          <Recent onOpen={open} />
        </>
      )}
    </PatientFinder>
  );
}

export const patients: Screen<'patients'> = { rail: 'patients', view: PatientsScreen };
