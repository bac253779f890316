/** How a whole column writes its dates: of 3/4/1962 alone nobody knows which is the month. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const SHORT = /^(\d{1,2})\D(\d{1,2})\D(\d{4}|\d{2})(?:\D|$)/;
const NAMED =
  /^(?:(\d{1,2})(?:st|nd|rd|th)?[\s,.-]*([a-z]{3,9})|([a-z]{3,9})[\s,.-]*(\d{1,2})(?:st|nd|rd|th)?)[\s,.-]+(\d{4}|\d{2})\b/i;
const LONG = /^(?:1[89]|20)\d{2}(?:\D?(?:0?[1-9]|1[0-2])\D?(?:0?[1-9]|[12]\d|3[01]))(?:\D|$)/;

/** Part of the cells that must be dates. */
const MOST = 0.8;

/** Whether most of these cells, none of them empty, are dates. */
export function isDates(cells: readonly string[]): boolean {
  return cells.filter((cell) => LONG.test(cell) || SHORT.test(cell) || NAMED.test(cell)).length >= MOST * cells.length;
}

/** What writes the dates of a column as `1962-04-03`, and leaves what is none of those as it is. */
export function dateReader(cells: readonly string[]): (cell: string) => string {
  const parts = cells.flatMap((cell) => {
    const match = SHORT.exec(cell.trim());
    return match ? [[Number(match[1]), Number(match[2])] as const] : [];
  });
  const over = (at: 0 | 1): number => parts.filter((one) => one[at] > 12).length;
  // a slip may write a month as 13: the column is written as most of it says
  const monthFirst = over(1) > over(0);
  return (cell) => {
    const named = NAMED.exec(cell);
    if (named) {
      const month = MONTHS.indexOf((named[2] ?? named[3] ?? '').slice(0, 3).toLowerCase()) + 1;
      return month === 0 ? cell : iso(named[5] ?? '', month, Number(named[1] ?? named[4]));
    }
    const short = SHORT.exec(cell);
    if (!short) return cell;
    const [first, second] = [Number(short[1]), Number(short[2])];
    return monthFirst ? iso(short[3] ?? '', first, second) : iso(short[3] ?? '', second, first);
  };
}

/** Two digits of a year are of the last hundred years or so: 30 to 99 of the last century. */
function iso(year: string, month: number, day: number): string {
  const whole = year.length === 4 ? year : `${Number(year) >= 30 ? '19' : '20'}${year}`;
  return `${whole}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
