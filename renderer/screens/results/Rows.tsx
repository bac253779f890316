import { useVirtualizer } from '@tanstack/react-virtual';
import type { ReactNode } from 'react';
import { useKeptScroll } from '../navigation.ts';
import classes from './Results.module.css';

interface RowsProps<T> {
  /** Its scroll is kept under this name. */
  readonly name: string;
  readonly label: string;
  readonly items: readonly T[];
  readonly keyOf: (item: T) => string;
  readonly children: (item: T) => ReactNode;
}

/** Of one line, before it is measured, in pixels. */
const ROW = 56;

/** A list of which only what is in sight is drawn; scrolled by keys, too. */
export function Rows<T>({ name, label, items, keyOf, children }: RowsProps<T>) {
  const scroller = useKeptScroll<HTMLElement>(name);
  const list = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
    getItemKey: (index) => {
      const item = items[index];
      return item === undefined ? index : keyOf(item);
    },
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keys
    <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={label}>
      <ol className={classes.rows} style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const item = items[index];
          return item === undefined ? null : (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              className={classes.row}
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(item)}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
