import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { fontFamily, type Palette, palettes, typeSizes } from '../tokens.ts';
import classes from './Chart.module.css';

export interface ChartLook {
  readonly palette: Palette;
  /** Pixels of small text at the text size in use. */
  readonly font: number;
}

export type ChartOption = (look: ChartLook) => EChartsCoreOption;

/** One value of the picture: where it is drawn, what it says, and what it opens. */
export interface ChartPoint {
  readonly series: number;
  readonly index: number;
  readonly words: string;
  readonly open?: (() => void) | undefined;
}

interface ChartProps {
  /** What the picture shows, for who does not see it. */
  readonly label: string;
  /** In rem. */
  readonly height: number;
  /** At least as high: it fills what its place has left over (a column of flexible boxes). */
  readonly grow?: boolean;
  /** The chart for the theme in use. Keep it stable (useCallback), it is drawn again whenever it changes. */
  readonly option: ChartOption;
  /** The same values as a table, for assistive technology. */
  readonly table: ReactNode;
  /** In the order in which the arrow keys go through them; without them the picture is looked at only. */
  readonly points?: readonly ChartPoint[] | undefined;
  /** At which of them the keys begin, and who hears where they are. */
  readonly start?: number;
  readonly onPoint?: (at: number) => void;
}

const KEYS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
};

/** A picture that fills its place grows so many times at most: beyond that its lines grow steep. */
const GROWN = 1.6;

const NONE: readonly ChartPoint[] = [];

/** A chart on canvas, in the tokens of the theme, with its table beside it for screen readers. */
export function Chart({ label, height, option, table, points = NONE, grow = false, start = 0, onPoint }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [chart, setChart] = useState<EChartsType>();
  const [at, setAt] = useState(start);
  const shown = useRef(points);
  useEffect(() => {
    shown.current = points;
  });

  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    let made: EChartsType | undefined;
    let gone = false;
    const watch = new ResizeObserver(() => made?.resize());
    void import('./echarts.ts').then(({ init }) => {
      if (gone) return;
      made = init(element, null, { renderer: 'canvas' });
      watch.observe(element);
      setChart(made);
    });
    return () => {
      gone = true;
      watch.disconnect();
      made?.dispose();
      setChart(undefined);
    };
  }, []);

  useEffect(() => {
    if (!chart) return;
    const font = (Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16) * typeSizes.xs;
    // A chart that draws itself shows nothing that the finished one does not.
    chart.setOption({ animation: false, ...option({ palette: palettes[scheme], font }) }, { notMerge: true });
  }, [chart, option, scheme]);

  useEffect(() => {
    if (!chart) return undefined;
    const pressed = ({ seriesIndex, dataIndex }: { seriesIndex?: number; dataIndex?: number }) =>
      shown.current.find(({ series, index }) => series === seriesIndex && index === dataIndex)?.open?.();
    chart.on('click', 'series', pressed);
    return () => void chart.off('click', pressed);
  }, [chart]);

  const last = points.length - 1;
  const point = points[Math.min(at, last)];
  const tell = (one: ChartPoint | undefined) => {
    if (one) chart?.dispatchAction({ type: 'showTip', seriesIndex: one.series, dataIndex: one.index });
  };
  const go = (event: KeyboardEvent) => {
    const by = KEYS[event.key];
    if (by !== undefined) {
      event.preventDefault();
      const next = Math.max(0, Math.min(last, Math.min(at, last) + by));
      setAt(next);
      onPoint?.(next);
      tell(points[next]);
    } else if ((event.key === 'Enter' || event.key === ' ') && point?.open) {
      event.preventDefault();
      point.open();
    }
  };
  const canvas = <div ref={place} className={classes.canvas} aria-hidden />;
  const style = grow ? { minHeight: `${height}rem`, maxHeight: `${height * GROWN}rem` } : { height: `${height}rem` };
  return (
    <div className={grow ? classes.grow : undefined}>
      {point ? (
        <div
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={Math.min(at, last)}
          aria-valuetext={point.words}
          className={classes.chart}
          style={style}
          onKeyDown={go}
          onFocus={({ currentTarget }) => {
            if (currentTarget.matches(':focus-visible')) tell(point);
          }}
          onBlur={() => chart?.dispatchAction({ type: 'hideTip' })}
        >
          {canvas}
        </div>
      ) : (
        <div role="img" aria-label={label} className={classes.chart} style={style}>
          {canvas}
        </div>
      )}
      <div className={`visually-hidden ${classes.hidden}`}>{table}</div>
    </div>
  );
}

/** What every chart shares: font, grid, axes as hairlines, a tooltip drawn on the canvas (HTML ones need inline styles). */
export function chartBase({ palette, font }: ChartLook) {
  const text = { color: palette.muted, fontSize: font, fontFamily };
  const axis = {
    axisLine: { lineStyle: { color: palette.hairline } },
    axisTick: { show: false },
    axisLabel: text,
    splitLine: { lineStyle: { color: palette.hairline } },
    nameTextStyle: text,
  };
  return {
    axis,
    text,
    base: {
      textStyle: { fontFamily, fontSize: font, color: palette.text },
      grid: { left: 8, right: 16, top: 24, bottom: 8, containLabel: true },
      tooltip: {
        renderMode: 'richText' as const,
        confine: true,
        backgroundColor: palette.raised,
        borderColor: palette.edge,
        borderWidth: 1,
        padding: [6, 10],
        textStyle: { color: palette.text, fontSize: font, fontFamily },
      },
    },
  };
}
