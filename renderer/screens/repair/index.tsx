import { useTranslation } from 'react-i18next';
import type { Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { RepairPart } from './RepairPart.tsx';

/** What imports left to do. */
function RepairScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('repairs.title')}>
      <RepairPart />
    </Page>
  );
}

export const repair: Screen<'repair'> = { rail: 'exchange', view: RepairScreen };
