/** Figures that nobody looks at any more are not computed: the vault is told so, and asked anew when somebody looks again. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { reading } from '../../../renderer/bridge/queries.ts';
import type { CallInput, CallName } from '../../../shared/bridge/index.ts';

let asked: { name: string; input: { job?: string } }[];
let client: QueryClient;
beforeEach(() => {
  asked = [];
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const call = (name: string, input: { job?: string }) => {
    asked.push({ name, input });
    return name === 'job.cancel' ? Promise.resolve({ ok: true, value: {} }) : new Promise(() => undefined);
  };
  vi.stubGlobal('window', { xinglin: { call, on: () => () => undefined } });
});
afterEach(() => {
  client.clear();
  vi.unstubAllGlobals();
});

function look<N extends CallName>(name: N, input: CallInput<N>) {
  const observer = new QueryObserver(client, { queryKey: [name, input], queryFn: reading(name, input) });
  return { observer, leave: observer.subscribe(() => undefined) };
}

it('ends a question about figures when another takes its place, or nobody looks any more', async () => {
  const { observer, leave } = look('measures.ask', { name: 'visits' });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  const { job } = asked[0]?.input ?? {};
  expect(job).toMatch(/./);
  const next = { name: 'visits', by: 'place' } as const;
  observer.setOptions({ queryKey: ['measures.ask', next], queryFn: reading('measures.ask', next) });
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  expect(asked.filter(({ name }) => name === 'job.cancel')).toEqual([{ name: 'job.cancel', input: { job } }]);
  const second = asked.find(({ input }) => 'by' in input)?.input.job;
  leave();
  await vi.waitFor(() => expect(asked.at(-1)).toEqual({ name: 'job.cancel', input: { job: second } }));
});

it('lets other questions go on: their answers are soon there, and kept', async () => {
  const { leave } = look('patient.recent', {});
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  leave();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked).toEqual([{ name: 'patient.recent', input: {} }]);
  expect(client.isFetching()).toBe(1);
});
