/** How far long work is, as it is read out. */
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { JobProgress as Progressed } from '../../../renderer/bridge/jobs.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { JobProgress } from '../../../renderer/screens/JobProgress.tsx';

startLanguages('en');

/** The bar, as its attributes. */
function bar(progress: Partial<Progressed> | undefined): string {
  const whole: Progressed | undefined = progress && {
    job: 'a',
    phase: 'writing',
    done: 0,
    unit: 'records',
    ...progress,
  };
  const shown = renderToStaticMarkup(
    <MantineProvider>
      <JobProgress title="Calling in" progress={whole} stopping={false} />
    </MantineProvider>,
  );
  return /<div[^>]*role="progressbar"[^>]*>/.exec(shown)?.[0] ?? '';
}

describe('the bar of long work', () => {
  it('says how far it is', () => {
    expect(bar({ done: 30, total: 120 })).toContain('aria-valuenow="25"');
    expect(bar({ done: 30, total: 120 })).toContain('aria-label="Calling in"');
  });

  it.each([undefined, { done: 30 }])('says no share where nobody knows it: %j', (progress) => {
    expect(bar(progress)).toContain('aria-label="Calling in"');
    expect(bar(progress)).not.toContain('aria-value');
  });
});
