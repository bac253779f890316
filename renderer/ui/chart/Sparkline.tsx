import classes from './Sparkline.module.css';

interface SparklineProps {
  /** Each line from old to new; `at` in any one unit of time. */
  readonly lines: readonly (readonly { at: number; value: number }[])[];
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

const WIDTH = 120;
const HEIGHT = 36;
const PAD = 3;

/** The course of a value at a glance: a line, its range as a band, the last value as a dot. Decoration: the numbers stand beside it. */
export function Sparkline({ lines, low, high }: SparklineProps) {
  const all = lines.flat();
  if (lines.every((line) => line.length < 2))
    return <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden />;
  const values = [...all.map((point) => point.value), ...[low, high].filter((value) => value !== undefined)];
  const [bottom, top] = [Math.min(...values), Math.max(...values)];
  const [first, last] = [Math.min(...all.map((point) => point.at)), Math.max(...all.map((point) => point.at))];
  const x = (at: number) => PAD + ((at - first) / (last - first || 1)) * (WIDTH - 2 * PAD);
  const y = (value: number) => HEIGHT - PAD - ((value - bottom) / (top - bottom || 1)) * (HEIGHT - 2 * PAD);
  const bandTop = high === undefined ? 0 : y(high);
  const bandBottom = low === undefined ? HEIGHT : y(low);
  return (
    <svg className={classes.spark} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden>
      {low === undefined && high === undefined ? null : (
        <rect className={classes.band} x={0} width={WIDTH} y={bandTop} height={Math.max(0, bandBottom - bandTop)} />
      )}
      {lines.map((line, index) => {
        const end = line.at(-1);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order
          <g key={index}>
            <polyline
              className={classes.line}
              points={line.map((point) => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`).join(' ')}
            />
            {/* A line of no length with round ends stays a dot however the picture is stretched. */}
            {end ? (
              <path className={classes.dot} d={`M${x(end.at).toFixed(1)} ${y(end.value).toFixed(1)}h0.01`} />
            ) : null}
          </g>
        );
      })}
    </svg>
  );
}
