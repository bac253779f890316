/** A simulated network between workstations and the endpoint: loses, repeats, delays, cuts off, and reorders what it carries. */
import type { Wire, WireRequest } from '../../electron/vault/sync/transport.ts';
import { ExpectedError, fail } from '../../shared/base/result.ts';
import type { Dice } from './dice.ts';
import type { Schedule } from './schedule.ts';
import { short, type Trace } from './trace.ts';

/** Probabilities for one message. */
export interface NetworkFaults {
  /** The request never arrives. */
  readonly lost: number;
  /** The endpoint did it, but its answer never arrives. */
  readonly answerLost: number;
  /** The request arrives once more, up to a minute later. */
  readonly twice: number;
  /** It takes longer than others that were sent after it. */
  readonly late: number;
  readonly requestCut: number;
  readonly answerCut: number;
}

const QUIET: NetworkFaults = { lost: 0, answerLost: 0, twice: 0, late: 0, requestCut: 0, answerCut: 0 };

export interface Answer {
  readonly status: number;
  readonly data: Uint8Array;
  /** Of an answer from a byte on: length of the whole. */
  readonly total?: number;
}

export interface Network {
  /** The network as one workstation has it. Answers to a program that has ended go nowhere. */
  wire(who: string, alive: () => boolean): Wire;
  /** Pulls a workstation's cable, or puts it in again. */
  cut(who: string, isCut: boolean): void;
  /** From now on lines are as bad as this. */
  suffer(faults: NetworkFaults): void;
  heal(): void;
}

const HOP_MS = 20;
const LATE_MS = 4_000;
const REPEAT_MS = 60_000;

interface Around {
  readonly schedule: Schedule;
  readonly dice: Dice;
  readonly trace: Trace;
}

/** A network to one endpoint; `deliver` gives null where nobody listens. */
export function makeNetwork(
  { schedule, dice, trace }: Around,
  deliver: (who: string, request: WireRequest) => Promise<Answer | null>,
): Network {
  let faults = QUIET;
  const cables = new Set<string>();
  const hop = (): number => 1 + dice.int(HOP_MS) + (dice.chance(faults.late) ? dice.int(LATE_MS) : 0);

  const arrive = async (who: string, request: WireRequest): Promise<Answer | null> => {
    const answer = await deliver(who, request);
    const given = answer ? `${answer.status} ${short(answer.data)}` : 'nobody';
    trace.note(who, request.method, request.path, short(request.body), '->', given);
    return answer;
  };

  /** Of a request that the endpoint would hold until there is an answer, the time passes here. */
  const polled = async (request: WireRequest): Promise<WireRequest> => {
    const [, seconds] = /\?wait=(\d+)$/.exec(request.path) ?? [];
    if (seconds === undefined) return request;
    await schedule.pause(Number(seconds) * 1000);
    return { ...request, path: request.path.replace(/wait=\d+$/, 'wait=0') };
  };

  return {
    wire: (who, alive) => async (given) => {
      const sent = await polled(given);
      return schedule.wait<Answer>((done, failed) => {
        const later = (delay: number, work: () => void): void =>
          schedule.at(delay, () => {
            if (alive()) work();
          });
        const timeOut = (): void => later(sent.timeout, () => failed(timedOut()));
        if (cables.has(who)) return later(hop(), () => failed(unreachable()));
        if (dice.chance(faults.lost)) return timeOut();
        const request = dice.chance(faults.requestCut) ? { ...sent, body: cutOff(dice, sent.body) } : sent;
        if (dice.chance(faults.twice)) schedule.at(dice.int(REPEAT_MS), async () => void (await arrive(who, request)));
        schedule.at(hop(), async () => {
          const answer = await arrive(who, request);
          if (!answer) return later(hop(), () => failed(unreachable()));
          if (dice.chance(faults.answerLost)) return timeOut();
          const data = dice.chance(faults.answerCut) ? cutOff(dice, answer.data) : answer.data;
          later(hop(), () => done({ ...answer, data }));
        });
      });
    },
    cut: (who, isCut) => {
      if (isCut) cables.add(who);
      else cables.delete(who);
    },
    suffer: (worse) => {
      faults = worse;
    },
    heal: () => {
      faults = QUIET;
      cables.clear();
    },
  };
}

function cutOff(dice: Dice, bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, dice.int(bytes.length));
}

function unreachable(): ExpectedError {
  return new ExpectedError(fail('cloud-unreachable', 'The simulated line is cut.').error);
}

function timedOut(): ExpectedError {
  return new ExpectedError(fail('cloud-timeout', 'The simulated line lost it.').error);
}
