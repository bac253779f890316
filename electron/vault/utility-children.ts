/** Processes of the vault's own where it is a utility process of Electron: main starts and ends them, and hands over a port to each. */
import { ChildNews, type ChildRequest } from '../../shared/bridge/wire.ts';
import type { ChildListener, StartChild } from './analysis/notebook/process.ts';

/** A port between two processes, as Electron hands it over. */
export interface HandedPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

/** What is known of a process that was asked for. */
interface Known {
  readonly listener: ChildListener;
  /** What was said before its port was there. */
  readonly early: unknown[];
  port?: HandedPort;
}

export interface UtilityChildren {
  readonly start: StartChild;
  /** Hears what main says; true for what is about children. */
  hear(message: unknown, ports: readonly HandedPort[]): boolean;
}

/** Children that are asked for by `ask`. */
export function utilityChildren(ask: (request: ChildRequest) => void): UtilityChildren {
  const known = new Map<number, Known>();
  let next = 1;
  return {
    start: (listener) => {
      const id = next++;
      const child: Known = { listener, early: [] };
      known.set(id, child);
      ask({ kind: 'child-start', id });
      return {
        post: (message) => {
          if (child.port) child.port.postMessage(message);
          else child.early.push(message);
        },
        kill: () => ask({ kind: 'child-kill', id }),
      };
    },
    hear: (raw, [port]) => {
      const news = ChildNews.safeParse(raw);
      if (!news.success) return false;
      const { kind, id } = news.data;
      const child = known.get(id);
      if (kind === 'child-gone') {
        known.delete(id);
        child?.listener.exit();
      } else if (child && port) {
        child.port = port;
        port.on('message', ({ data }) => child.listener.message(data));
        port.start();
        for (const message of child.early.splice(0)) port.postMessage(message);
      }
      return true;
    },
  };
}
