import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RouteOf, Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { CleaningPart } from './CleaningPart.tsx';
import { RepairPart } from './RepairPart.tsx';

const TABS = ['list', 'cleaning'] as const;
type Tab = (typeof TABS)[number];

/** What imports left to do: the repair list, and the cleaning of what is here. */
function RepairScreen({ route }: { route: RouteOf<'repair'> }) {
  const { t } = useTranslation();
  const [tab, setTab] = useKept<Tab>('tab', route.tab ?? 'list');
  return (
    <Page title={t('repairs.title')}>
      <Tabs value={tab} keepMounted={false} onChange={(value) => setTab(TABS.find((one) => one === value) ?? 'list')}>
        <Tabs.List aria-label={t('repairs.title')}>
          {TABS.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`repairs.tabs.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="list" pt="md">
          <RepairPart />
        </Tabs.Panel>
        <Tabs.Panel value="cleaning" pt="md">
          <CleaningPart />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}

export const repair: Screen<'repair'> = { rail: 'exchange', view: RepairScreen };
