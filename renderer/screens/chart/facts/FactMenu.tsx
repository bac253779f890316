import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { FACT_TYPES, type FactType } from '../../../../shared/bridge/facts.ts';
import type { ChartItem } from '../../../../shared/bridge/records.ts';
import { useMay } from '../../../bridge/index.ts';

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
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t('facts.more', { what: item.text })}>
          <IconDots size="1rem" stroke={1.8} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {item.conflicts > 0 ? (
          <Menu.Item onClick={onConflict}>{t('facts.decide')}</Menu.Item>
        ) : (
          <>
            <Menu.Item onClick={() => onEdit(type)}>{t('facts.edit')}</Menu.Item>
            {status === 'refuted' ? null : (
              <Menu.Item onClick={() => onTurn(type, next)}>{t(`facts.turn.${next}.${type}`)}</Menu.Item>
            )}
          </>
        )}
        {may.also('remove', type) ? (
          <Menu.Item onClick={() => onError(type)}>{t('record.action.error')}</Menu.Item>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  );
}
