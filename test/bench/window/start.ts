/** From the start of a program to a field that takes a passphrase. Nothing of a test's driver is in the way: only Chromium's own port is asked. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { end } from '../../e2e/display.ts';

const LIMIT_MS = 60_000;
const LISTENING = /^DevTools listening on ws:\/\/([^/]+)\//;
const Targets = z.array(z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const Evaluated = z.object({ result: z.object({ result: z.object({ value: z.number() }) }).optional() });

/** Milliseconds since 1970 of the second frame in which the field has the focus: it can be typed into, and was painted. */
const READY = `new Promise((ready) => {
  const field = () => document.activeElement?.matches('input[type=password]');
  const shown = () => requestAnimationFrame(() => requestAnimationFrame(() => ready(Date.now())));
  const look = () => (field() ? shown() : setTimeout(look, 4));
  look();
})`;

export interface Program {
  readonly executable: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** How the address of its page begins. */
  readonly page: string;
}

/** Starts the program, waits for its field, ends it; how long the start took. */
export async function startMs({ executable, args, env, page }: Program): Promise<number> {
  const begun = Date.now();
  const child = spawn(executable, [...args, '--remote-debugging-port=0'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const host = await listening(child);
    return (await readyAt(host, page, begun + LIMIT_MS)) - begun;
  } finally {
    await end(child, LIMIT_MS);
  }
}

/** Where Chromium can be asked. */
async function listening(child: ChildProcess): Promise<string> {
  if (!child.stderr) throw new Error('a program without a standard error');
  for await (const line of createInterface({ input: child.stderr })) {
    const host = LISTENING.exec(line)?.[1];
    if (host === undefined) continue;
    child.stderr.resume(); // what it says later is nobody's, and must not fill the pipe
    return host;
  }
  throw new Error('the window did not start');
}

async function readyAt(host: string, page: string, limit: number): Promise<number> {
  while (Date.now() < limit) {
    const targets = Targets.parse(await (await fetch(`http://${host}/json/list`)).json());
    const target = targets.find(({ type, url }) => type === 'page' && url.startsWith(page));
    const address = target?.webSocketDebuggerUrl;
    const ready = address === undefined ? undefined : await evaluate(address, READY);
    if (ready !== undefined) return ready;
    await new Promise((wait) => setTimeout(wait, 10));
  }
  throw new Error('the window showed no page');
}

/** What the page answers; undefined where it became another page meanwhile. */
async function evaluate(address: string, expression: string): Promise<number | undefined> {
  const socket = new WebSocket(address);
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression, awaitPromise: true } }));
  const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>];
  socket.close();
  return Evaluated.parse(JSON.parse(data)).result?.result.value;
}
