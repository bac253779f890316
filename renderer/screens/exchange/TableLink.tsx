import { Button } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../commands/shown.tsx';
import { Section } from '../../ui/Section.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Exchange.module.css';

/** The way to the page on which a table's columns are chosen. */
export function TableLink() {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const open = () => go({ name: 'table' });
  useCommands([{ id: 'here.tables', name: 'table.toTables', icon: IconTable, group: 'here', run: open }]);
  return (
    <Section title={t('table.title')}>
      <p className={classes.quiet}>{t('table.toTablesBody')}</p>
      <div className={classes.linkBar}>
        <Button variant="default" onClick={open}>
          {t('table.toTables')}
        </Button>
      </div>
    </Section>
  );
}
