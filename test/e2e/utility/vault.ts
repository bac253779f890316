/** A vault with nothing but its notebook, as a utility process of Electron. */
import { createNotebookHost, type Loading } from '../../../electron/vault/analysis/notebook/host.ts';
import { encodeRows } from '../../../electron/vault/analysis/notebook/messages.ts';
import { type HandedPort, utilityChildren } from '../../../electron/vault/utility-children.ts';
import { attempt } from '../../../shared/base/result.ts';

const { parentPort } = process as unknown as {
  parentPort: {
    postMessage(message: unknown): void;
    on(event: 'message', listener: (event: { data: unknown; ports: HandedPort[] }) => void): void;
  };
};

// the Node of the oldest Electron that tests run on does not have it
AbortSignal.any ??= ([signal]: Iterable<AbortSignal>) => signal ?? new AbortController().signal;

const children = utilityChildren((request) => parentPort.postMessage(request));
parentPort.on('message', ({ data, ports }) => void children.hear(data, ports));
const host = createNotebookHost(children.start);

const LOADING: Loading = {
  key: 'same',
  timeZone: 'UTC',
  today: '2026-11-29',
  now: 0,
  mark: 0,
  types: [],
  tables: [{ name: 'people', columns: [{ name: 'id', type: 'id' }] }],
  read: (work) => work({ mark: 0, pieces: async (_table, _columns, take) => take(encodeRows([['a'], ['b']]), 2) }),
  onRows: () => undefined,
};

/** What a query comes to. */
async function run(sql: string, seconds = 60): Promise<unknown> {
  const limits = { seconds, memoryMb: 256 };
  const { signal } = new AbortController();
  const result = await attempt(() => host.run({ loading: LOADING, sql, rows: 10, limits, signal }));
  return result.ok ? result.value.result.rows : result.error.code;
}

async function runAll(): Promise<void> {
  const said = [];
  for (const [sql, seconds] of [['rows'], ['forever', 1], ['rows'], ['memory'], ['rows']] as const)
    said.push(await run(sql, seconds));
  parentPort.postMessage({ kind: 'end', said });
}

void runAll();
