/** The first page of the day never looks as if no result waited where it does not know. */
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { NavigationProvider } from '../../../renderer/screens/navigation.ts';
import { UnseenAlert } from '../../../renderer/screens/today/UnseenAlert.tsx';
import { fail } from '../../../shared/base/result.ts';
import type { UnseenResults } from '../../../shared/bridge/results.ts';

const t = startLanguages('en').t;
const stays = () => undefined;
const navigation = {
  place: { key: 0, route: { name: 'today' as const }, kept: new Map() },
  canGoBack: false,
  go: stays,
  replace: stays,
  back: stays,
};
const { error: cancelled } = fail('cancelled', 'given up');

function shown(found: UnseenResults | undefined, failure: typeof cancelled | undefined): string {
  return renderToStaticMarkup(
    <MantineProvider>
      <NavigationProvider value={navigation}>
        <UnseenAlert unseen={{ found, failure, retry: stays }} />
      </NavigationProvider>
    </MantineProvider>,
  );
}

describe('the alert of results that wait', () => {
  it('says that it could not be asked for, why, and how to try again', () => {
    const words = shown(undefined, cancelled);
    for (const each of [t('alerts.unseenUnknown'), t('errors.cancelled'), t('common.retry')])
      expect(words).toContain(each);
    expect(words).toContain('role="alert"');
    expect(words).not.toContain(t('alerts.toResults'));
  });

  it('goes on showing what was known before, and says that it may be old', () => {
    const words = shown({ count: 3, more: false, abnormal: [] }, cancelled);
    expect(words).toContain(t('alerts.unseen', { count: 3 }));
    expect(words).toContain(t('alerts.unseenUnknown'));
  });

  it('says no more than what waits where that is known', () => {
    const words = shown({ count: 3, more: false, abnormal: [] }, undefined);
    expect(words).toContain(t('alerts.unseen', { count: 3 }));
    expect(words).not.toContain(t('common.retry'));
  });
});
