import { IconLock, IconRefresh } from '@tabler/icons-react';
import { describe, expect, it } from 'vitest';
import { asksCommands, paletteGroups, soughtIn } from '../../../renderer/app/palette/results.ts';
import type { Command } from '../../../renderer/commands/contract.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';

const i18n = startLanguages('en');
const t = i18n.getFixedT('en');
const languages = [i18n.getFixedT('zh-CN'), t];

const run = () => undefined;
const COMMANDS: readonly Command[] = [
  { id: 'here.save', name: 'visit.save', icon: IconLock, group: 'here', run },
  { id: 'sync.now', name: 'sync.syncNow', icon: IconRefresh, group: 'window', run },
  { id: 'go.sync', name: 'nav.sync', icon: IconRefresh, group: 'go', run },
];
const hits = Array.from({ length: 20 }, (_, at) => ({ id: `p${at}`, name: `Ann ${at}` }) as PatientHit);
const shown = (text: string, mayFind = true, of: readonly PatientHit[] = hits) =>
  paletteGroups({ text, commands: COMMANDS, hits: of, mayFind, readings: () => [], t, languages }).map(
    ({ key, items }) => [key, items.length, items[0]?.key] as const,
  );

describe('the palette', () => {
  it('shows with nothing typed whom one saw last, and what can be done here', () => {
    expect(shown('')).toEqual([
      ['patients', 6, 'patient-p0'],
      ['here', 1, 'command-here-save'],
    ]);
  });

  it('puts patients before commands, and fewer of them where both are found', () => {
    expect(shown('sync')).toEqual([
      ['patients', 8, 'patient-p0'],
      ['commands', 2, 'command-go-sync'],
    ]);
    expect(shown('ann')).toEqual([['patients', 20, 'patient-p0']]);
    expect(shown('sync', true, [])).toEqual([['commands', 2, 'command-go-sync']]);
    expect(shown('nobody', true, [])).toEqual([]);
  });

  it('shows commands alone after the sign, in their groups while nothing more is typed', () => {
    expect(shown('>').map(([key]) => key)).toEqual(['here', 'go', 'window']);
    expect(shown('> sync now')).toEqual([['commands', 1, 'command-sync-now']]);
    expect(shown('＞同步').map(([key]) => key)).toEqual(['commands']);
  });

  it('shows no patient to whoever may see none', () => {
    expect(shown('', false).map(([key]) => key)).toEqual(['here', 'go', 'window']);
    expect(shown('sync', false)).toEqual([['commands', 2, 'command-go-sync']]);
  });

  it('reads the sign in either width', () => {
    expect(['>', ' > x', '＞登记', '》'].every(asksCommands)).toBe(true);
    expect(['', 'a>b', '登记'].some(asksCommands)).toBe(false);
    expect(soughtIn('> sync ')).toBe('sync');
    expect(soughtIn('zs')).toBe('zs');
  });
});
