/** What is kept and stands in no list: the window says how much, why, and what to do. */
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { expect, it } from 'vitest';
import { createQueryClient } from '../../../renderer/bridge/queries.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { LeftOutNotices } from '../../../renderer/screens/LeftOut.tsx';
import { DEFAULT_ROLES, type Role } from '../../../shared/access/roles.ts';
import type { LeftOut } from '../../../shared/bridge/kept.ts';

function markup(locale: 'en' | 'zh-CN', role: Role, leftOut: readonly LeftOut[]): string {
  const client = createQueryClient();
  const user = { id: 'u', name: 'Ann', role };
  client.setQueryData(['session.state', {}], { kind: 'open', roles: DEFAULT_ROLES, user });
  return renderToStaticMarkup(
    <I18nextProvider i18n={startLanguages(locale)}>
      <MantineProvider>
        <QueryClientProvider client={client}>
          <LeftOutNotices kind="cohort" leftOut={leftOut} />
        </QueryClientProvider>
      </MantineProvider>
    </I18nextProvider>,
  );
}

const named = (name: string) => [{ id: name, name }];

it.each([
  ['en', ['7 kept cohorts are not listed here', 'Women, and more.', '4 MB', 'Remove Women'], 'a later version'],
  ['zh-CN', ['有 7 个已保存的人群未列出', 'Women等。', '4 MB', '移除 Women'], '更新的版本'],
] as const)('in %s: how many, which, why, and a way to make room', (locale, words, later) => {
  const large = markup(locale, 'doctor', [{ why: 'large', count: 7, some: named('Women') }]);
  for (const word of words) expect(large).toContain(word);
  expect(large).not.toContain(later);
  // what only a later version understands may be somebody's yet
  const unreadable = markup(locale, 'doctor', [{ why: 'unreadable', count: 1, some: named('') }]);
  expect(unreadable).toContain(later);
  expect(unreadable).not.toContain('<button');
});

it('offers nothing to whoever may not, and says nothing where nothing is left out', () => {
  expect(markup('en', 'nurse', [{ why: 'many', count: 1, some: named('Women') }])).not.toContain('<button');
  expect(markup('en', 'doctor', [])).not.toContain('data-tone');
});
