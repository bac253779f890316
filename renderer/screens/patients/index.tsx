import { Button } from '@mantine/core';
import { IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../bridge/index.ts';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { PatientFinder } from '../PatientFinder.tsx';

function PatientsScreen() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const [text, setText] = useKept('text', '');
  const [chosen, setChosen] = useKept<string | undefined>('chosen', undefined);
  const may = useMay();
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
      />
    </Page>
  );
}

export const patients: Screen<'patients'> = { rail: 'patients', view: PatientsScreen };
