/** Opens what is to be printed over the page that one is on. */
import { type ReactNode, useState } from 'react';
import type { Print } from '../../../shared/bridge/prints.ts';
import { PrintView } from './PrintView.tsx';

/** A document of a patient; of one visit where an encounter is named. */
export interface PrintOrder {
  readonly document: Print;
  readonly patient: string;
  readonly encounter?: string | undefined;
}

/** `sheet` is to stand on the page; `print` shows it. */
export function usePrint(): { readonly sheet: ReactNode; readonly print: (order: PrintOrder) => void } {
  const [order, setOrder] = useState<PrintOrder>();
  return {
    sheet: order ? <PrintView order={order} onClose={() => setOrder(undefined)} /> : null,
    print: setOrder,
  };
}
