/** How many years of records a clinic has, by how many observations its patients should have on average. */

export const DEFAULT_OBSERVATIONS = 20;

/** Years and the observations of a patient that they give, measured over 20,000 patients; a test compares. */
const MEASURED: readonly (readonly [observations: number, years: number])[] = [
  [7, 0.4],
  [11, 2],
  [20, 5.22],
  [38, 11.9],
  [72, 25],
];

/** Days of history for so many observations a patient. */
export function historyFor(observations: number): number {
  const after = Math.max(
    1,
    MEASURED.findIndex(([count]) => count >= observations),
  );
  const [low, high] = [MEASURED[after - 1], MEASURED[after]];
  if (!low || !high) throw new RangeError('observations out of range');
  return Math.round((low[1] + ((high[1] - low[1]) * (observations - low[0])) / (high[0] - low[0])) * 365);
}
