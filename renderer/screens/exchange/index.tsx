import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../bridge/index.ts';
import type { Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Exchange.module.css';
import { ExportPart } from './ExportPart.tsx';
import { ImportPart } from './ImportPart.tsx';
import { ListsPart } from './ListsPart.tsx';
import { RunsPart } from './RunsPart.tsx';
import { TableLink } from './TableLink.tsx';

function ExchangeScreen() {
  const { t } = useTranslation();
  const may = useMay();
  const { go } = useNavigation();
  return (
    <Page
      title={t('exchange.title')}
      actions={
        <>
          {may.read('Patient') ? (
            <Button variant="default" onClick={() => go({ name: 'duplicates' })}>
              {t('duplicates.title')}
            </Button>
          ) : null}
          {may.do('import') ? (
            <Button variant="default" onClick={() => go({ name: 'repair' })}>
              {t('repairs.title')}
            </Button>
          ) : null}
        </>
      }
    >
      <div className={classes.page}>
        {may.do('import') ? (
          <div className={classes.import}>
            <ImportPart />
            <TableLink />
            <RunsPart />
          </div>
        ) : null}
        {may.do('export') ? (
          <div className={classes.import}>
            <ExportPart />
            <ListsPart />
          </div>
        ) : null}
      </div>
    </Page>
  );
}

export const exchange: Screen<'exchange'> = { rail: 'exchange', view: ExchangeScreen };
