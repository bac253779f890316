import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FACT_TYPES, type FactType } from '../../../../shared/bridge/facts.ts';
import type { ChartItem } from '../../../../shared/bridge/records.ts';
import { useMay } from '../../../bridge/index.ts';
import { LineMenu } from '../../../ui/LineMenu.tsx';
import { MenuItem } from '../../../ui/MenuItem.tsx';

interface FactMenuProps {
  readonly item: ChartItem;
  readonly onEdit: (type: FactType) => void;
  readonly onTurn: (type: FactType, to: 'active' | 'over') => void;
  readonly onError: (type: FactType) => void;
  /** To where its values in conflict are decided. */
  readonly onConflict: () => void;
}

const OVER = ['inactive', 'remission', 'resolved', 'completed', 'stopped'];

/** What may be done with a line of the summary; nothing for what is written elsewhere, or by other roles. */
export function FactMenu({ item, onEdit, onTurn, onError, onConflict }: FactMenuProps) {
  const { t } = useTranslation();
  const may = useMay();
  const type = FACT_TYPES.find((one) => one === item.type);
  if (!type || !may.write(type)) return null;
  const status = item.status ?? 'active';
  const next = OVER.includes(status) ? 'active' : 'over';
  return (
    <LineMenu label={t('facts.more', { what: item.text })} icon={<IconDots size="1rem" stroke={1.8} aria-hidden />}>
      {() => (
        <>
          {item.conflicts > 0 ? (
            <MenuItem onClick={onConflict}>{t('facts.decide')}</MenuItem>
          ) : (
            <>
              <MenuItem onClick={() => onEdit(type)}>{t('facts.edit')}</MenuItem>
              {status === 'refuted' ? null : (
                <MenuItem onClick={() => onTurn(type, next)}>{t(`facts.turn.${next}.${type}`)}</MenuItem>
              )}
            </>
          )}
          {may.also('remove', type) ? (
            <MenuItem onClick={() => onError(type)}>{t('record.action.error')}</MenuItem>
          ) : null}
        </>
      )}
    </LineMenu>
  );
}
