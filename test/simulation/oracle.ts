/** Judges a clinic that has come to rest. It shares with the program only the reading of its tables. */
import { verifyHome } from '../../electron/vault/verify.ts';
import { misplaced } from '../support/charts.ts';
import { contentsOf, type Part } from './contents.ts';
import { judgeEndpoint } from './oracle-endpoint.ts';
import { judgeLedger } from './oracle-ledger.ts';
import { activeStations } from './standing.ts';
import type { World } from './world.ts';

/** Everything that is wrong. */
export async function judge(world: World): Promise<string[]> {
  return [
    ...agree(world),
    ...(await whole(world)),
    ...judgeLedger(world),
    ...judgeEndpoint(world),
    ...judgeAlarms(world),
  ];
}

/** All workstations hold the same, byte for byte. */
function agree(world: World): string[] {
  const [first, ...others] = activeStations(world).map(({ name, workspace }) => ({
    name,
    contents: contentsOf(workspace),
  }));
  if (!first) return ['no workstation is left'];
  return others.flatMap(({ name, contents }) =>
    (Object.keys(contents) as Part[])
      .filter((part) => contents[part] !== first.contents[part])
      .map(
        (part) => `${name} differs from ${first.name} in ${part}: ${difference(first.contents[part], contents[part])}`,
      ),
  );
}

async function whole(world: World): Promise<string[]> {
  const problems: string[] = [];
  for (const { name, workspace } of activeStations(world)) {
    const verified = await verifyHome(workspace);
    problems.push(...verified.problems.map((problem) => `${name} is not whole: ${problem}`));
    const waiting = workspace.store.get<{ n: number }>("SELECT count(*) AS n FROM envelope WHERE state = 'waiting'")?.n;
    if (waiting) problems.push(`${name} has ${waiting} envelopes that wait for ever`);
    problems.push(...misplaced(workspace.store).map((problem) => `${name}: ${problem}`));
  }
  return problems;
}

/** Every cause raised its alarm is judged where the cause was; here: no alarm without a cause. */
function judgeAlarms({ stations, causes }: World): string[] {
  return stations.flatMap(({ name, alarms }) =>
    [...alarms].filter((alarm) => !causes.has(alarm)).map((alarm) => `${name} raised ${alarm} without a cause`),
  );
}

function difference(a: string, b: string): string {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const at = left.findIndex((line, n) => line !== right[n]);
  const names = left.slice(0, at).findLast((line) => /"(id|seq)":/.test(line)) ?? '';
  return `${names.trim()} ${left[at]?.trim().slice(0, 100)} | ${right[at]?.trim().slice(0, 100)}`;
}
