/** A clinic in one process: workstations, endpoint, network and time, all of one seed. */
import { rmSync } from 'node:fs';
import type { Desk } from './deeds.ts';
import { makeDice } from './dice.ts';
import { simulationFolder } from './disk.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { type Founding, found, stationName } from './founding.ts';
import { type Hostile, makeHostile } from './hostile.ts';
import { makeLedger } from './ledger.ts';
import { makeNetwork, type Network } from './network.ts';
import type { Scenario } from './scenario.ts';
import { makeSchedule, type Schedule, START } from './schedule.ts';
import { makeTrace, type Trace } from './trace.ts';
import { type Station, startStation } from './workstation.ts';

export interface World {
  readonly scenario: Scenario;
  readonly schedule: Schedule;
  readonly trace: Trace;
  readonly network: Network;
  readonly endpoint: Endpoint;
  readonly hostile: Hostile;
  readonly stations: Station[];
  readonly founding: Founding;
  readonly desk: Desk;
  /** Alarms for which there was a cause. */
  readonly causes: Set<string>;
  close(): Promise<void>;
}

/** Makes the clinic of a scenario; nothing has happened there yet. */
export async function makeWorld(scenario: Scenario, keepTrace: boolean): Promise<World> {
  const dice = (purpose: string) => makeDice(scenario.seed, purpose);
  const folder = simulationFolder();
  const schedule = makeSchedule();
  const trace = makeTrace(() => schedule.now() - START, keepTrace);
  const endpoint = await startEndpoint({ folder, schedule, dice: dice('endpoint'), trace });
  const deviceOf = (who: string): Uint8Array =>
    (stations.find(({ name }) => name === who) as Station).workspace.identity.deviceId;
  const hostile = makeHostile(endpoint, dice('hostile'), deviceOf);
  const network = makeNetwork({ schedule, dice: dice('network'), trace }, hostile.answer);
  const founding = await found(folder, scenario.workstations, dice('founding'), schedule.now());
  const stations: Station[] = founding.databases.map((file, n) =>
    startStation(
      { folder, schedule, network, trace, random: dice(`workstation ${n}`) },
      stationName(n),
      file,
      founding.owner,
    ),
  );
  return {
    scenario,
    schedule,
    trace,
    network,
    endpoint,
    hostile,
    stations,
    founding,
    desk: { dice: dice('deeds'), ledger: makeLedger(), trace, forms: new Map() },
    causes: new Set(),
    close: async () => {
      for (const station of stations) station.close();
      await endpoint.close();
      rmSync(folder, { recursive: true });
    },
  };
}
