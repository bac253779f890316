/** The form of tests that are to be ordered. */
import type { Order } from '../../../shared/bridge/orders.ts';

export interface OrderForm {
  readonly orders: readonly Order[];
  /** What stands in the field and was not added. */
  readonly text: string;
}

export const emptyOrders: OrderForm = { orders: [], text: '' };

type Test = Pick<Order, 'text' | 'code'>;

/** Adds a test and empties the field; a test is ordered once, however often it is chosen. */
export function addOrder({ orders, text }: OrderForm, test: Test): OrderForm {
  if (test.text.trim() === '') return { orders, text };
  const order: Order = { urgency: 'routine', note: '', ...test, text: test.text.trim() };
  return { orders: orders.some((one) => sameTest(one, order)) ? orders : [...orders, order], text: '' };
}

/** What is wrong with it; undefined where it can be sent, also with nothing in it unless something is `needed`. */
export function orderProblem(form: OrderForm, needed: boolean): 'needed' | 'notAdded' | undefined {
  if (form.text.trim() !== '') return 'notAdded';
  return needed && form.orders.length === 0 ? 'needed' : undefined;
}

function sameTest(one: Test, other: Test): boolean {
  return one.code || other.code
    ? one.code?.code === other.code?.code && one.code?.system === other.code?.system
    : one.text === other.text;
}
