import { useComputedColorScheme } from '@mantine/core';
import type { EChartsCoreOption, EChartsType } from 'echarts/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { fontFamily, type Palette, palettes, typeSizes } from '../tokens.ts';
import classes from './Chart.module.css';

export interface ChartLook {
  readonly palette: Palette;
  /** Pixels of small text at the text size in use. */
  readonly font: number;
}

export type ChartOption = (look: ChartLook) => EChartsCoreOption;

interface ChartProps {
  /** What the picture shows, for who does not see it. */
  readonly label: string;
  /** In rem. */
  readonly height: number;
  /** The chart for the theme in use. Keep it stable (useCallback), it is drawn again whenever it changes. */
  readonly option: ChartOption;
  /** The same values as a table, for assistive technology. */
  readonly table: ReactNode;
}

/** A chart on canvas, in the tokens of the theme, with its table beside it for screen readers. */
export function Chart({ label, height, option, table }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [chart, setChart] = useState<EChartsType>();

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

  return (
    <div>
      <div role="img" aria-label={label} className={classes.chart} style={{ height: `${height}rem` }}>
        <div ref={place} className={classes.canvas} aria-hidden />
      </div>
      <div className="visually-hidden">{table}</div>
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
