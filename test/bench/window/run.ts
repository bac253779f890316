/** The figures of the window: what a person waits for, from the start of the program to the last row of a list. */
import { join } from 'node:path';
import { packagePlace } from '../../../build/package/place.ts';
import { SWITCHES } from '../../e2e/harness.ts';
import type { Person } from '../../e2e/person.ts';
import type { BenchOptions, BenchReport, Figure, Target } from '../contract.ts';
import { percentile, rounded, whole } from '../measure.ts';
import { askAll, questions, somePatients } from './asks.ts';
import { openCharts, timeAsk } from './charts.ts';
import { LOCALE, NAME, unlocked, type WindowClinic, windowClinic } from './clinic.ts';
import { atRest, drag, FRAME_MS, type Scrolled, wheel } from './scroll.ts';
import { startMs } from './start.ts';
import { textsFor, typeAll, typeInEmptyWindow } from './typing.ts';

const EMPTY = join(import.meta.dirname, 'empty');
/** How often each thing is done: a little where it only shall run. */
const SOME = { starts: 2, people: 4, charts: 3, jumps: 20, rounds: 1 };
const MANY = { starts: 7, people: 30, charts: 12, jumps: 100, rounds: 5 };
/** Rows that a wheel turned fast moves in a frame: 360 rows a second. */
const ROWS_PER_FRAME = 6;

type Share = 'median' | 'p95' | 'longest';
const SHARES: Readonly<Record<Share, number>> = { median: 0.5, p95: 0.95, longest: 1 };

export async function measureWindow(options: BenchOptions): Promise<BenchReport> {
  const often = options.size === 'small' ? SOME : MANY;
  const clinic = await windowClinic(options, often.charts);
  try {
    const { records, patients } = clinic.made;
    const scale = `${whole(patients)} patients`;
    const line = (what: string, share: Share, ours: readonly number[], more: More = {}): Figure => ({
      what: `${what}, ${share}`,
      scale,
      ours: rounded(percentile(ours, SHARES[share])),
      unit: 'ms',
      records,
      ...beside(share, ours, more),
    });
    const starts = await measureStarts(clinic, often.starts);
    const { person, unlockMs } = await unlocked(clinic);
    const empty = await emptyWindow(person, 30);
    const { people, total } = await somePatients(person, often.people);
    const typed = await typeAll(person, textsFor(people));
    const charts = await openCharts(person, clinic.charts);
    const rest = await atRest(person);
    const [turned, dragged] = [await wheel(person, ROWS_PER_FRAME), await drag(person, often.jumps)];
    const nothing: number[] = [];
    for (let ask = 0; ask < 50; ask += 1) nothing.push(await timeAsk(person, 'session.state', {}));
    const asked = await askAll(person, questions(total), often.rounds);
    if (person.workstation.errors.length > 0)
      throw new Error(`the window complained ${person.workstation.errors.length} times`);
    await person.workstation.close();

    const besideEmpty = { what: 'an empty window', values: starts.empty };
    const besideRows = { what: 'an empty window, rows at once', values: empty.shown };
    const besideAsk = { what: 'the call alone', values: charts.map(({ ask }) => ask) };
    const besideRest = { what: 'the same window at rest', values: rest.frames };
    const besideNothing = { what: 'a call that does nothing', values: nothing };
    const figures: Figure[] = [
      line('start to unlock screen', 'median', starts.ours, { most: 1500, beside: besideEmpty }),
      line('start to unlock screen', 'p95', starts.ours, { beside: besideEmpty }),
      line('unlock to first page, key derivation included', 'median', [unlockMs]),
      line(
        'a keystroke to rows in the page',
        'median',
        typed.map(({ there }) => there),
      ),
      line(
        'a keystroke to rows in the page',
        'p95',
        typed.map(({ there }) => there),
      ),
      line(
        'a keystroke to painted rows',
        'median',
        typed.map(({ painted }) => painted),
      ),
      line(
        'a keystroke to painted rows',
        'p95',
        typed.map(({ painted }) => painted),
        { most: 30 },
      ),
      line(
        'a keystroke to the second frame',
        'p95',
        typed.map(({ shown }) => shown),
        { beside: besideRows },
      ),
      line(
        'a chart of 500 records, painted',
        'median',
        charts.map(({ painted }) => painted),
        { most: 100, beside: besideAsk },
      ),
      line(
        'a chart of 500 records, painted',
        'p95',
        charts.map(({ painted }) => painted),
        { beside: besideAsk },
      ),
      line(
        'a chart of 500 records, all of it',
        'median',
        charts.map(({ still }) => still),
      ),
      ...(['median', 'p95', 'longest'] as const).map((share) =>
        line('scrolling, a frame', share, turned.frames, {
          beside: besideRest,
          ...(share === 'p95' ? { most: Math.ceil(FRAME_MS * 1.5) } : {}),
        }),
      ),
      line('scrolling, rows open', 'longest', orNever(turned), { most: Math.ceil(FRAME_MS * 1.5) }),
      line('dragging the bar, rows open', 'p95', orNever(dragged), { most: 100 }),
      line('dragging the bar, a frame', 'longest', dragged.frames, { beside: besideRest }),
      ...asked.flatMap(({ what, after, most }) => [
        line(`${what}, after a change`, 'median', after, { most, beside: besideNothing }),
        line(`${what}, after a change`, 'p95', after, { beside: besideNothing }),
      ]),
    ];
    return { figures, detail: { starts, typed, charts, turned, dragged, rest, asked, empty } };
  } finally {
    await clinic.room.close();
  }
}

interface More {
  readonly most?: number;
  readonly beside?: { readonly what: string; readonly values: readonly number[] };
}

/** Yardstick, ratio and target of a figure. */
function beside(share: Share, ours: readonly number[], { most, beside }: More): Partial<Figure> {
  const target: Target | undefined = most === undefined ? undefined : { of: 'ours', most };
  const value = beside && percentile(beside.values, SHARES[share]);
  return {
    ...(target ? { target } : {}),
    ...(beside && value !== undefined
      ? {
          yardstick: { what: beside.what, value: rounded(value) },
          ratio: rounded(percentile(ours, SHARES[share]) / value),
        }
      : {}),
  };
}

/** Rows that were never open were open for no time. */
function orNever({ open }: Scrolled): readonly number[] {
  return open.length > 0 ? open : [0];
}

/** Ours and the empty window, in turn. The first start of each fills Chromium's caches, as the first start of an installed program does, and does not count. */
async function measureStarts({ room, electron: program }: WindowClinic, count: number) {
  const args = [...SWITCHES, `--lang=${LOCALE}`];
  const ours = {
    executable: packagePlace('evaluation').executable,
    args: [...args, '--home', join(room.folder, NAME)],
    env: room.env,
    page: 'app://xinglin/',
  };
  const userData = `--user-data-dir=${join(room.folder, 'empty.window')}`;
  const theirs = { executable: program, args: [EMPTY, ...args, userData], env: room.env, page: 'file://' };
  const first = { ours: await startMs(ours), empty: await startMs(theirs) };
  const times = { first, ours: [] as number[], empty: [] as number[] };
  for (let round = 0; round < count; round += 1) {
    times.ours.push(await startMs(ours));
    times.empty.push(await startMs(theirs));
  }
  return times;
}

/** Typing into a page that has nothing to find, in a second window of the same program, apart from what the first may reach. */
async function emptyWindow({ workstation: { app } }: Person, letters: number) {
  const [page] = await Promise.all([
    app.waitForEvent('window'),
    app.evaluate(
      ({ BrowserWindow }, file) => {
        const webPreferences = { partition: 'empty', sandbox: true, contextIsolation: true };
        void new BrowserWindow({ width: 1280, height: 800, webPreferences }).loadFile(file);
      },
      join(EMPTY, 'index.html'),
    ),
  ]);
  const changes = await typeInEmptyWindow(page, letters);
  await page.close();
  return { painted: changes.map(({ painted }) => painted), shown: changes.map(({ shown }) => shown) };
}
