/** `npm run simulate`: many seeds with a summary as JSON, or one seed with its trace. Ends with 1 where a seed found something. */
import { parseArgs } from 'node:util';
import { type Outcome, runSeed } from './run.ts';
import { scenarioOf } from './scenario.ts';

const USAGE = `npm run simulate -- --seeds N [--from S] [--minutes M]    runs N seeds from S on (1), for M minutes at most; a summary as JSON
npm run simulate -- --seed S [--trace]                      runs one seed, with everything that happened in it
`;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string' },
    from: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
  },
});

if (values.seed !== undefined) await one(whole(values.seed), values.trace);
else if (values.seeds !== undefined) await many(whole(values.from), whole(values.seeds), whole(values.minutes));
else process.stdout.write(USAGE);

async function one(seed: number, trace: boolean): Promise<void> {
  const outcome = await runSeed(seed, trace);
  for (const line of outcome.lines) process.stdout.write(`${line}\n`);
  const { lines: _, ...rest } = outcome;
  process.stdout.write(`${JSON.stringify({ scenario: scenarioOf(seed), ...rest }, null, 2)}\n`);
  if (outcome.problems.length > 0) process.exitCode = 1;
}

async function many(from: number, most: number, minutes: number): Promise<void> {
  const began = performance.now();
  const failed: Pick<Outcome, 'seed' | 'problems'>[] = [];
  const sums = { deeds: 0, envelopes: 0 };
  const steps: Record<string, number> = {};
  const alarms: Record<string, number> = {};
  let count = 0;
  for (let seed = from; count < most && performance.now() - began < minutes * 60_000; seed++) {
    count += 1;
    const outcome = await runSeed(seed);
    sums.deeds += outcome.deeds;
    sums.envelopes += outcome.envelopes;
    for (const [name, n] of Object.entries(outcome.steps)) steps[name] = (steps[name] ?? 0) + n;
    for (const alarm of outcome.alarms) alarms[alarm] = (alarms[alarm] ?? 0) + 1;
    if (outcome.problems.length === 0) continue;
    failed.push({ seed, problems: outcome.problems.slice(0, 3) });
    process.stderr.write(`seed ${seed}: ${outcome.problems[0]}\n  npm run simulate -- --seed ${seed} --trace\n`);
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  process.stdout.write(`${JSON.stringify({ seeds: count, from, seconds, ...sums, steps, alarms, failed }, null, 2)}\n`);
  if (failed.length > 0) process.exitCode = 1;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number\n${USAGE}`);
  return Number(text);
}
