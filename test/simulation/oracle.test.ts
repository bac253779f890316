import { describe, expect, it } from 'vitest';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { perform } from './deeds.ts';
import { makeDice } from './dice.ts';
import { underSeed } from './generator.ts';
import { judge } from './oracle.ts';
import { comeToRest } from './rest.ts';
import { scenarioOf } from './scenario.ts';
import type { Station } from './workstation.ts';
import { makeWorld, type World } from './world.ts';

/** What the oracle says of a clinic at rest to which something was done. */
async function judged(harm: (world: World, station: Station) => void | Promise<void>): Promise<string> {
  await cryptoReady;
  return underSeed(makeDice(1, 'generator'), async () => {
    const world = await makeWorld({ ...scenarioOf(1), workstations: 2 }, false);
    for (const station of world.stations) perform(world.desk, station, 'several');
    expect(await comeToRest(world)).toEqual([]);
    expect(await judge(world)).toEqual([]);
    await harm(world, world.stations[0] as Station);
    const problems = await judge(world);
    await world.close();
    return problems.join('\n');
  });
}

const sql =
  (statement: string) =>
  (_: World, { workspace }: Station): void => {
    workspace.store.transaction((writer) => writer.run(statement));
  };

describe('the oracle of the simulation', () => {
  it('sees a record that is another on one workstation', async () => {
    expect(await judged(sql("UPDATE record SET json = replace(json, 'Kanarienvogel', 'Amsel') WHERE rid = 1"))).toMatch(
      /differs from .* in records[\s\S]*differs from its history[\s\S]*is gone/,
    );
  });

  it('sees a change that all have lost', async () => {
    const lose = ({ stations }: World): void => {
      for (const station of stations)
        sql("UPDATE record SET json = replace(json, 'Kanarienvogel-1-', '') WHERE type = 'Patient'")(
          {} as World,
          station,
        );
    };
    expect(await judged(lose)).toMatch(/acknowledged 1 in .* and it is gone/);
  });

  it('sees a change that only something kept out has replaced, unless that was written again', async () => {
    const keepOut = (beside: string) => (world: World, station: Station) => {
      const { deeds } = world.desk.ledger;
      do perform(world.desk, station, 'patch');
      while (deeds.at(-1)?.replaced.length === 0);
      sql(
        `INSERT INTO quarantine (eid, reason, user, at) SELECT eid, 'late', user, 0 FROM envelope WHERE hex(hash) = '${deeds.at(-1)?.envelope.toUpperCase()}'`,
      )(world, station);
      if (beside) sql(beside)(world, station);
    };
    const again =
      'INSERT INTO first_author (eid, user, hlc) SELECT q.eid, e.user, e.hlc FROM quarantine q JOIN envelope e USING (eid)';
    expect(await judged(keepOut(''))).toMatch(/acknowledged \d+ in .* and it is gone/);
    expect(await judged(keepOut(again))).not.toMatch(/is gone/);
  });

  it('sees a record in the wrong chart, and a patient who is merged on one workstation only', async () => {
    const moved = sql("UPDATE record SET patient = 'somebody' WHERE type = 'Patient'");
    expect(await judged(moved)).toMatch(/differs from .* in records[\s\S]*stands in the chart of somebody/);
    const merged = sql("INSERT INTO merged (rid, id, survivor) SELECT rid, id, 'x' FROM record WHERE type = 'Patient'");
    expect(await judged(merged)).toMatch(/differs from .* in merged[\s\S]*is not listed/);
  });

  it('sees envelopes that are missing or wait for ever', async () => {
    expect(await judged(sql("UPDATE envelope SET state = 'waiting'"))).toMatch(/wait for ever/);
    expect(await judged(sql('UPDATE remote SET cursor = 1'))).toMatch(/has read 1 of/);
  });

  it('sees an alarm without a cause', async () => {
    const alarm = "INSERT INTO alarm (code, remote, message, since) VALUES ('equivocation', '', '', 1)";
    const raise = async (world: World, station: Station): Promise<void> => {
      sql(alarm)(world, station);
      world.schedule.spawn(async () => void (await station.sync()));
      await world.schedule.run();
    };
    expect(await judged(raise)).toMatch(/raised equivocation without a cause/);
  });

  it('sees what people wrote in whatever reaches the endpoint', async () => {
    const tell = async ({ network, schedule }: World): Promise<void> => {
      const body = new TextEncoder().encode('Kanarienvogel');
      const wire = network.wire('somebody', () => true);
      const request = { url: 'https://endpoint.example', method: 'POST', path: '/sync', body, timeout: 1 };
      schedule.spawn(async () => void (await wire(request)));
      await schedule.run();
    };
    expect(await judged(tell)).toMatch(/the endpoint has seen what people wrote/);
  });
});
