import { useTranslation } from 'react-i18next';
import { OrderList } from '../../OrderList.tsx';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';

/** Tests that are ordered with the visit. */
export function Orders({ form, change, say }: SectionProps) {
  const { t } = useTranslation();
  return (
    <Part title={t('orders.title')}>
      <OrderList value={form.orders} onChange={(orders) => change({ orders })} error={say('orders')} />
    </Part>
  );
}
