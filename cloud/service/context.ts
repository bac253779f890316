/** What every service is given. */
import type { Clock, Random } from '../../shared/base/world.ts';
import type { Prices } from '../../shared/protocol/usage.ts';
import type { CloudStore } from '../storage/contract.ts';
import type { EndpointIdentity } from './identity.ts';
import type { Notifier } from './notifier.ts';
import type { Tokens } from './tokens.ts';
import type { TrafficCounter } from './traffic.ts';
import type { Window } from './window.ts';

/** A clinic has something new. `by` (a device's id in hexadecimal) knows already. */
export interface Growth {
  readonly head: number;
  readonly by: string;
}

export interface ServiceContext {
  readonly store: CloudStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly tokens: Tokens;
  readonly identity: EndpointIdentity;
  /** By clinic id in hexadecimal. */
  readonly growth: Notifier<Growth>;
  /** By mailbox in hexadecimal: an answer has arrived. */
  readonly answers: Notifier<null>;
  readonly traffic: TrafficCounter;
  /** Requests of a clinic in a minute, by its id in hexadecimal. */
  readonly clinicRate: Window;
  /** Requests of workstations that are under way, by id in hexadecimal. */
  readonly underWay: Map<string, number>;
  /** Envelopes that came and went, for who counts them. */
  readonly meter: { envelopes(direction: 'in' | 'out', count: number): void };
  readonly invitationOnly: boolean;
  /** Bytes that a clinic may keep which has no quota of its own. */
  readonly quota: number;
  readonly prices: Prices | null;
}
