/** What stands on the screen is not taken away by a question that is given up or not answered; what was given up can be asked for again. */
import { MantineProvider } from '@mantine/core';
import { type QueryClient, QueryClientProvider, QueryObserver } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AskError } from '../../../renderer/bridge/ask.ts';
import { hasOutdated, readAgain } from '../../../renderer/bridge/outdated.ts';
import { createQueryClient, inTheWay, reading } from '../../../renderer/bridge/queries.ts';
import { waiting } from '../../../renderer/bridge/waiting.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { PatientFinder } from '../../../renderer/screens/PatientFinder.tsx';
import { reasonOf } from '../../../renderer/screens/visit/reason.ts';
import { FailureNotice } from '../../../renderer/ui/Notice.tsx';
import type { ErrorCode } from '../../../shared/base/errors.ts';
import { fail, ok, type Result } from '../../../shared/base/result.ts';

let client: QueryClient;
let answer: (result: Result<unknown>) => void;
beforeEach(() => {
  vi.useFakeTimers();
  client = createQueryClient();
  const call = () => new Promise((resolve) => (answer = resolve));
  vi.stubGlobal('window', { xinglin: { call } });
});
afterEach(async () => {
  client.clear();
  await vi.advanceTimersByTimeAsync(10_000);
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const LATE_MS = 2000;
const KEY = ['session.idle', {}];

/** Looks at an answer as a screen does. */
function look() {
  const observer = new QueryObserver<unknown, AskError>(client, {
    queryKey: KEY,
    queryFn: reading('session.idle', {}),
  });
  observer.subscribe(() => undefined);
  return () => {
    const result = observer.getCurrentResult();
    return { data: result.data, code: inTheWay(result)?.failure.code, failure: inTheWay(result)?.failure };
  };
}
async function answers(result: Result<unknown>): Promise<void> {
  answer(result);
  await vi.advanceTimersByTimeAsync(0);
}
/** Gives up waiting where that is offered. */
async function givesUp(): Promise<boolean> {
  await vi.advanceTimersByTimeAsync(LATE_MS);
  const stage = waiting.stage();
  const cancel = stage.kind === 'long' ? stage.cancel : undefined;
  cancel?.();
  await vi.advanceTimersByTimeAsync(0);
  return cancel !== undefined;
}

describe('an answer on the screen', () => {
  it('stays while it is renewed, with nothing to give up', async () => {
    const shown = look();
    await answers(ok({ minutes: 5 }));
    void client.invalidateQueries({ queryKey: KEY });
    expect(await givesUp()).toBe(false);
    expect(shown()).toMatchObject({ data: { minutes: 5 }, code: undefined });
    await answers(ok({ minutes: 9 }));
    expect(shown()).toMatchObject({ data: { minutes: 9 }, code: undefined });
  });

  it('stays where its renewal got no answer, and is known to be old until it is renewed', async () => {
    const shown = look();
    await answers(ok({ minutes: 5 }));
    void client.invalidateQueries({ queryKey: KEY });
    await answers(fail('internal', 'Not answered.'));
    expect(shown()).toMatchObject({ data: { minutes: 5 }, code: undefined });
    expect(hasOutdated(client)).toBe(true);
    void readAgain(client);
    await answers(ok({ minutes: 9 }));
    expect(shown()).toMatchObject({ data: { minutes: 9 }, code: undefined });
    expect(hasOutdated(client)).toBe(false);
  });

  it.each(['not-allowed', 'not-found', 'redacted', 'locked'] satisfies ErrorCode[])(
    'goes when the answer is "%s"',
    async (code) => {
      const shown = look();
      await answers(ok({ minutes: 5 }));
      void client.invalidateQueries({ queryKey: KEY });
      await answers(fail(code, 'No more.'));
      expect(shown().code).toBe(code);
      expect(hasOutdated(client)).toBe(false);
    },
  );
});

describe('a first answer', () => {
  it('can be given up, and asked for again', async () => {
    const shown = look();
    expect(await givesUp()).toBe(true);
    expect(shown()).toMatchObject({ data: undefined, code: 'cancelled' });
    expect(hasOutdated(client)).toBe(true);
    void readAgain(client);
    await answers(ok({ minutes: 5 }));
    expect(shown()).toMatchObject({ data: { minutes: 5 }, code: undefined });
    expect(hasOutdated(client)).toBe(false);
  });

  it.each(['en', 'zh-CN'] as const)(
    'that was given up has a button to try again in %s, and no other failure has',
    async (locale) => {
      const i18n = startLanguages(locale);
      const markup = (notice: ReactNode) =>
        renderToStaticMarkup(
          <I18nextProvider i18n={i18n}>
            <MantineProvider>
              <QueryClientProvider client={client}>{notice}</QueryClientProvider>
            </MantineProvider>
          </I18nextProvider>,
        );
      const shown = look();
      await givesUp();
      const words = i18n.getFixedT(locale)('common.retry');
      expect(markup(<FailureNotice failure={shown().failure} />)).toContain(words);
      // an import that was stopped is not a question
      expect(markup(<FailureNotice failure={fail('cancelled', 'Stopped.').error} />)).not.toContain(words);
    },
  );
});

describe('the list of patients', () => {
  const nothing = () => undefined;
  const list = (total: number | undefined) =>
    renderToStaticMarkup(
      <I18nextProvider i18n={startLanguages('en')}>
        <MantineProvider>
          <QueryClientProvider client={client}>
            <PatientFinder
              label="Patients"
              text=""
              onText={nothing}
              onOpen={nothing}
              empty={null}
              nothing={nothing}
              browsing={{
                count: total ?? 0,
                at: nothing,
                total,
                failure: fail('cancelled', 'Given up.').error,
                active: 0,
                onActive: nothing,
                onRange: nothing,
                nobody: null,
              }}
            />
          </QueryClientProvider>
        </MantineProvider>
      </I18nextProvider>,
    );

  it('stays where one of its pages was given up', () => {
    // rows are as high as the text is large
    vi.stubGlobal('document', { documentElement: {} });
    vi.stubGlobal('getComputedStyle', () => ({ fontSize: '16px' }));
    expect(list(300)).toContain('role="alert"');
    expect(list(300)).toContain('role="listbox"');
    expect(list(undefined)).toContain('role="alert"');
    expect(list(undefined)).not.toContain('role="listbox"');
  });
});

describe('the reason that a visit begins with', () => {
  const day = { data: undefined, error: null };
  const cancelled = fail('cancelled', 'Given up.').error;

  it('is not nothing where the queue was given up', () => {
    expect(reasonOf(true, day, 'p')).toBeUndefined();
    expect(reasonOf(true, { ...day, error: { failure: cancelled } }, 'p')).toBe(cancelled);
    expect(reasonOf(false, day, 'p')).toBe('');
  });
});
