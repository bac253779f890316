/** Opens what is to be printed over the page that one is on. */
import { type ReactNode, useState } from 'react';
import type { PrintOrder } from './order.ts';
import { PrintView } from './PrintView.tsx';

/** `sheet` is to stand on the page; `print` shows it. */
export function usePrint(): { readonly sheet: ReactNode; readonly print: (order: PrintOrder) => void } {
  const [order, setOrder] = useState<PrintOrder>();
  return {
    sheet: order ? <PrintView order={order} onClose={() => setOrder(undefined)} /> : null,
    print: setOrder,
  };
}
