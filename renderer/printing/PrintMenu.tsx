import { Button, Menu } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Print } from '../../shared/bridge/prints.ts';
import { useAsk, useMay } from '../bridge/index.ts';
import { LineMenu } from '../ui/LineMenu.tsx';
import { MenuItem } from '../ui/MenuItem.tsx';

/** What a document is of no use without. */
const READS: Readonly<Record<Print, string>> = {
  prescription: 'MedicationRequest',
  visit: 'Encounter',
  summary: 'Condition',
  label: 'Patient',
};

/** Of these documents, what somebody may print of a patient: nothing where their role prints nothing. */
export function usePrintable(patient: string, documents: readonly Print[]): Print[] {
  const may = useMay();
  const state = useAsk('session.state', {});
  // a chart that was opened with a reason is seen whole, for a while
  const opened = state.data?.kind === 'open' && state.data.opened.some((one) => one.patient === patient);
  return may.do('print') ? documents.filter((document) => opened || may.read(READS[document])) : [];
}

interface MenuProps {
  /** What can be printed (`usePrintable`). */
  readonly documents: readonly Print[];
  readonly onPrint: (document: Print) => void;
  /** Of one line among many: a small button, named by what it is about. */
  readonly about?: string;
}

/** A button that offers what can be printed; nothing where nothing can. */
export function PrintMenu({ documents, onPrint, about }: MenuProps) {
  const { t } = useTranslation();
  if (documents.length === 0) return null;
  const items = () =>
    documents.map((document) => (
      <MenuItem key={document} onClick={() => onPrint(document)}>
        {t(`print.action.${document}`)}
      </MenuItem>
    ));
  if (about !== undefined)
    return (
      <LineMenu label={t('print.menuOf', { what: about })} icon={<IconPrinter size="1rem" stroke={1.8} aria-hidden />}>
        {items}
      </LineMenu>
    );
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size="1.125rem" stroke={1.8} />}>
          {t('print.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>{items()}</Menu.Dropdown>
    </Menu>
  );
}
