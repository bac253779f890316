import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { PatientSort } from '../../../shared/bridge/patients.ts';
import { useMay } from '../../bridge/index.ts';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { PatientFinder } from '../PatientFinder.tsx';
import { ANYBODY, type Choice, filterOf } from './choice.ts';
import { Filters } from './Filters.tsx';
import { Recent } from './Recent.tsx';
import { usePatientPages } from './usePatientPages.ts';

function PatientsScreen() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [text, setText] = useKept('text', '');
  const [chosen, setChosen] = useKept<string | undefined>('chosen', undefined);
  const [choice, setChoice] = useKept<Choice>('choice', ANYBODY);
  const [sort, setSort] = useKept<PatientSort>('sort', 'recent');
  const [active, setActive] = useKept('active', 0);
  const pages = usePatientPages(filterOf(choice), sort);
  const may = useMay();
  const anew = () => setActive(0);
  const register = may.write('Patient') ? (
    <Button leftSection={<IconUserPlus size="1.125rem" stroke={1.8} />} onClick={() => go({ name: 'register' })}>
      {t('patients.register')}
    </Button>
  ) : null;
  return (
    <Page title={t('patients.title')} actions={register} fixed>
      <PatientFinder
        label={t('patients.search')}
        text={text}
        onText={setText}
        chosen={chosen}
        onChosen={setChosen}
        onOpen={(hit) => go({ name: 'patient', id: hit.id })}
        browsing={{
          ...pages,
          active,
          onActive: setActive,
          nobody: <Empty title={t('patients.nobodyTitle')}>{t('patients.nobodyBody')}</Empty>,
        }}
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
        nothing={(what) => (
          <Empty title={t('patients.nothingTitle', { text: what })}>{t('patients.nothingBody')}</Empty>
        )}
      >
        {pages.total === 0 ? null : (
          <>
            <Filters
              choice={choice}
              onChoice={(next) => {
                anew();
                setChoice(next);
              }}
              sort={sort}
              onSort={(next) => {
                anew();
                setSort(next);
              }}
              resting={text.trim() !== ''}
            />
            <Recent onOpen={(hit) => go({ name: 'patient', id: hit.id })} />
          </>
        )}
      </PatientFinder>
    </Page>
  );
}

export const patients: Screen<'patients'> = { rail: 'patients', view: PatientsScreen };
