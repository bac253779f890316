import { IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import { useMay } from '../../bridge/index.ts';
import { LineMenu } from '../../ui/LineMenu.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { StopPrescription } from './StopPrescription.tsx';

interface PrescriptionMenuProps {
  readonly item: ChartItem;
  readonly onChange: () => void;
  /** To where its values in conflict are decided. */
  readonly onConflict: () => void;
}

/** What may be done with a prescription of the summary: changed, which writes another in its place, or stopped with a reason. */
export function PrescriptionMenu({ item, onChange, onConflict }: PrescriptionMenuProps) {
  const { t } = useTranslation();
  const may = useMay();
  // undefined: nobody has asked yet
  const [stopping, setStopping] = useState<boolean>();
  if (!may.write('MedicationRequest')) return null;
  return (
    <>
      <LineMenu label={t('rx.more', { what: item.text })} icon={<IconDots size="1rem" stroke={1.8} aria-hidden />}>
        {() =>
          item.conflicts > 0 ? (
            <MenuItem onClick={onConflict}>{t('facts.decide')}</MenuItem>
          ) : (
            <>
              <MenuItem onClick={onChange}>{t('rx.change')}</MenuItem>
              <MenuItem onClick={() => setStopping(true)}>{t('rx.stop')}</MenuItem>
            </>
          )
        }
      </LineMenu>
      {stopping === undefined ? null : (
        <StopPrescription item={item} opened={stopping} onClose={() => setStopping(false)} />
      )}
    </>
  );
}
