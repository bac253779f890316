import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { type Order, URGENCIES } from '../../shared/bridge/orders.ts';
import { addOrder, type OrderForm } from '../records/service-request/order-form.ts';
import { isComposing } from '../ui/keys/enter.ts';
import { CodeFinder } from './CodeFinder.tsx';
import classes from './OrderList.module.css';

interface OrderListProps {
  readonly value: OrderForm;
  readonly onChange: (form: OrderForm) => void;
  /** Under the field in which tests are looked for. */
  readonly error?: string | undefined;
}

/** Tests that are to be ordered: found by code, name or pinyin, or written; each with its urgency and a note. */
export function OrderList({ value, onChange, error }: OrderListProps) {
  const { t } = useTranslation();
  const { orders, text } = value;
  const addWritten = () => onChange(addOrder(value, { text }));
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey) return;
    if (isComposing(event.nativeEvent) || text.trim() === '') return;
    event.preventDefault();
    addWritten();
  };
  const change = (at: number, part: Partial<Order>) =>
    onChange({ orders: orders.map((order, place) => (place === at ? { ...order, ...part } : order)), text });
  return (
    <div className={classes.orders}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field within adds what is written there */}
      <div className={classes.find} onKeyDown={keys}>
        <CodeFinder
          kind="test"
          label={t('orders.find')}
          text={text}
          coding={undefined}
          onText={(typed) => onChange({ orders, text: typed })}
          onChoose={({ system, code, term }) => onChange(addOrder(value, { text: term, code: { system, code } }))}
          onUncode={() => undefined}
          error={error}
          maxLength={300}
        />
        <Button variant="default" disabled={text.trim() === ''} onClick={addWritten}>
          {t('orders.add')}
        </Button>
      </div>
      {orders.length === 0 ? (
        <p className={classes.quiet}>{t('orders.none')}</p>
      ) : (
        <ul className={classes.list} aria-label={t('orders.chosen')}>
          {orders.map((order, at) => (
            <li key={order.code ? `${order.code.system}|${order.code.code}` : order.text} className={classes.row}>
              <span className={classes.name}>
                {order.text}
                {order.code ? <span className={classes.code}>{order.code.code}</span> : null}
              </span>
              <NativeSelect
                aria-label={t('orders.urgency', { what: order.text })}
                value={order.urgency}
                onChange={(event) => {
                  const urgency = URGENCIES.find((one) => one === event.currentTarget.value);
                  if (urgency) change(at, { urgency });
                }}
                data={URGENCIES.map((one) => ({ value: one, label: t(`orders.${one}`) }))}
              />
              <TextInput
                aria-label={t('orders.note', { what: order.text })}
                placeholder={t('orders.notePlaceholder')}
                value={order.note}
                maxLength={500}
                autoComplete="off"
                onChange={(event) => change(at, { note: event.currentTarget.value })}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('orders.remove', { what: order.text })}
                onClick={() => onChange({ orders: orders.filter((_, place) => place !== at), text })}
              >
                <IconX size="1rem" stroke={1.8} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
