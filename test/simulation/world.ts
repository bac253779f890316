/** A clinic in one process: workstations, endpoint, network and time, all of one seed. */
import { rmSync } from 'node:fs';
import type { Desk } from './desk.ts';
import { makeDice } from './dice.ts';
import { simulationFolder } from './disk.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';
import { DATABASE_KEY, type Founding, found, stationName } from './founding.ts';
import { type Hostile, makeHostile } from './hostile.ts';
import { makeLedger } from './ledger.ts';
import { makeNetwork, type Network } from './network.ts';
import type { Person } from './people.ts';
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
  /** Everybody who was ever taken on; the owner who founded the clinic is the first. */
  readonly people: Person[];
  /** Everybody whom an owner ever meant to take on: a record may have held although its owner was not told so. */
  readonly candidates: Person[];
  readonly folder: string;
  /** How many workstations got new keys. */
  renewals: number;
  /** Whether a new workstation waits for its approval. */
  enrolling: boolean;
  /** A new workstation begins, with its owner. */
  join(name: string, file: string, key: Uint8Array, person: Person): void;
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
  const stations: Station[] = [];
  const join = (name: string, file: string, key: Uint8Array, person: Person): void => {
    const random = dice(`workstation ${stations.length}`);
    stations.push(startStation({ folder, schedule, network, trace, random }, name, { file, key }, person));
  };
  founding.databases.forEach((file, n) => {
    join(stationName(n), file, DATABASE_KEY, founding.owner);
  });
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
    people: [founding.owner],
    candidates: [founding.owner],
    folder,
    enrolling: false,
    renewals: 0,
    join,
    causes: new Set(),
    close: async () => {
      for (const station of stations) station.close();
      await endpoint.close();
      rmSync(folder, { recursive: true });
    },
  };
}
