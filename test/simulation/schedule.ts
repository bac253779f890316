/**
 * Simulated time. What happens is planned for a moment; between two moments everybody goes on as far as they can, until each
 * waits for a moment of their own. No real timer runs, and an hour passes in no time.
 */

/** When all simulations begin, milliseconds since 1970. */
export const START = Date.UTC(2026, 5, 1, 1);

export interface Schedule {
  /** Milliseconds since 1970. */
  now(): number;
  /** Plans `work` for so many milliseconds from now; of the same moment, what was planned first comes first. */
  at(delay: number, work: () => void | Promise<void>): void;
  /** Starts something that waits only by `wait` and `pause`. */
  spawn(task: () => Promise<void>): void;
  /** For a task: waits until one of both is called. What nobody answers any more waits for ever, and holds up nobody. */
  wait<T>(begin: (done: (value: T) => void, fail: (error: unknown) => void) => void): Promise<T>;
  pause(ms: number): Promise<void>;
  /** Lets time pass until nothing is planned, or until this moment. */
  run(until?: number): Promise<void>;
}

interface Planned {
  readonly time: number;
  readonly order: number;
  readonly work: () => void | Promise<void>;
}

/** How many turns of the real event loop a task may take before it must wait; it is stuck otherwise. */
const MOST_TURNS = 100_000;

/** A schedule at its beginning. Errors of tasks come out of `run`. */
export function makeSchedule(): Schedule {
  const planned: Planned[] = [];
  let now = START;
  let order = 0;
  let running = 0;
  let failed: { error: unknown } | null = null;

  const settle = async (): Promise<void> => {
    for (let turn = 0; running > 0 && !failed; turn++) {
      if (turn > MOST_TURNS) throw new Error('a task waits for something that is not simulated');
      await new Promise((resolve) => setImmediate(resolve));
    }
    if (failed) throw failed.error;
  };

  const next = (): Planned | undefined => {
    let first = 0;
    for (const [index, one] of planned.entries()) {
      const best = planned[first];
      if (best && (one.time < best.time || (one.time === best.time && one.order < best.order))) first = index;
    }
    return planned[first];
  };

  const schedule: Schedule = {
    now: () => now,
    at: (delay, work) => {
      planned.push({ time: now + Math.max(0, Math.round(delay)), order: order++, work });
    },
    spawn: (task) => {
      running += 1;
      task()
        .catch((error: unknown) => {
          failed ??= { error };
        })
        .finally(() => {
          running -= 1;
        });
    },
    wait: (begin) => {
      running -= 1;
      return new Promise((resolve, reject) => {
        begin(
          (value) => {
            running += 1;
            resolve(value);
          },
          (error) => {
            running += 1;
            reject(error);
          },
        );
      });
    },
    pause: (ms) => schedule.wait((done) => schedule.at(ms, () => done(undefined))),
    run: async (until = Number.POSITIVE_INFINITY) => {
      await settle();
      for (let one = next(); one && one.time <= until; one = next()) {
        planned.splice(planned.indexOf(one), 1);
        now = one.time;
        await one.work();
        await settle();
      }
      if (until !== Number.POSITIVE_INFINITY) now = Math.max(now, until);
    },
  };
  return schedule;
}
