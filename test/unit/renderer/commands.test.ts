import { IconLock } from '@tabler/icons-react';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { windowCommandsIn } from '../../../renderer/app/commands/index.ts';
import type { CommandScene } from '../../../renderer/app/commands/scene.ts';
import { mayOf } from '../../../renderer/bridge/may.ts';
import { type Command, withScreen } from '../../../renderer/commands/contract.ts';
import { ariaKeys, isLetter, keyWords, worksInFields } from '../../../renderer/commands/keys.ts';
import { findIn, matchRank, type Readings } from '../../../renderer/commands/match.ts';
import { loadReadings } from '../../../renderer/commands/readings.ts';
import { startLanguages } from '../../../renderer/locales/i18n.ts';
import { HELP_TOPICS, type Route } from '../../../renderer/screens/contract.ts';
import { LEADS } from '../../../renderer/screens/help/leads.ts';
import { DEFAULT_ROLES, type Role } from '../../../shared/access/roles.ts';

const ROUTES: readonly Route[] = [
  { name: 'patients' },
  { name: 'register' },
  { name: 'patient', id: 'p1' },
  { name: 'edit', id: 'p1' },
  { name: 'visit', id: 'p1' },
  { name: 'sync' },
  { name: 'help', id: 'sync' },
];
const ROLES: readonly Role[] = ['owner', 'doctor', 'nurse', 'front-desk', 'auditor', 'analyst'];

const scene = (role: Role, route: Route, part: Partial<CommandScene> = {}): CommandScene => ({
  may: mayOf(DEFAULT_ROLES, role),
  route,
  canGoBack: true,
  locale: 'en',
  preferences: { theme: 'auto', text: 'normal', letters: true, paper: 'A4', label: '60x40', printLanguage: 'reader' },
  others: true,
  go: vi.fn(),
  back: vi.fn(),
  open: vi.fn(),
  prefer: vi.fn(),
  speak: vi.fn(),
  lock: vi.fn(),
  sync: vi.fn(),
  ...part,
});
const ids = (role: Role, route: Route) => windowCommandsIn(scene(role, route)).map(({ id }) => id);

describe('the commands of the window', () => {
  it('have one id and one set of keys each, whoever looks at whatever', () => {
    for (const role of ROLES)
      for (const route of ROUTES) {
        const commands = windowCommandsIn(scene(role, route));
        const keys = commands.flatMap((command) => command.keys ?? []).map((each) => each.toLowerCase());
        expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
        expect(new Set(keys).size, `${role} ${route.name}`).toBe(keys.length);
      }
  });

  it('leave alone what forms, fields and the window itself take', () => {
    const taken = [
      'mod+enter',
      'mod+s',
      'mod+z',
      'mod+c',
      'mod+v',
      'mod+x',
      'mod+a',
      'mod+r',
      'tab',
      'enter',
      'escape',
    ];
    for (const { keys = [] } of windowCommandsIn(scene('owner', { name: 'patient', id: 'p1' })))
      for (const each of keys) expect(taken).not.toContain(each.toLowerCase());
  });

  it('are those that the place and the role have', () => {
    const chart: Route = { name: 'patient', id: 'p1' };
    expect(ids('doctor', chart)).toEqual(expect.arrayContaining(['patient.visit', 'patient.edit', 'patient.register']));
    expect(ids('doctor', chart)).not.toContain('patient.chart');
    expect(ids('doctor', { name: 'patients' })).not.toContain('patient.visit');
    expect(ids('front-desk', chart)).not.toContain('patient.visit');
    expect(ids('front-desk', chart)).toContain('patient.edit');
    expect(ids('auditor', chart)).not.toContain('patient.edit');
    expect(ids('auditor', chart)).toContain('go.audit');
    expect(ids('doctor', chart)).not.toContain('go.audit');
    for (const closed of ['patient.find', 'patient.register', 'sync.now', 'go.patients'])
      expect(ids('analyst', { name: 'analysis' })).not.toContain(closed);
    expect(ids('analyst', { name: 'analysis' })).toEqual(expect.arrayContaining(['session.lock', 'window.keys']));
  });

  it('do what they say, for the patient on screen', () => {
    const on = scene('doctor', { name: 'patient', id: 'p7' });
    const give = (id: string) =>
      windowCommandsIn(on)
        .find((command) => command.id === id)
        ?.run();
    give('patient.visit');
    give('go.sync');
    give('help.backup');
    expect(on.go).toHaveBeenNthCalledWith(1, { name: 'visit', id: 'p7' });
    expect(on.go).toHaveBeenNthCalledWith(2, { name: 'sync' });
    expect(on.go).toHaveBeenNthCalledWith(3, { name: 'help', id: 'backup' });
    give('window.theme.dark');
    expect(on.prefer).toHaveBeenCalledWith({ theme: 'dark' });
    give('window.language.zh-CN');
    expect(on.speak).toHaveBeenCalledWith('zh-CN');
  });

  it('offer of language, theme and size what is not chosen', () => {
    const shown = ids('doctor', { name: 'patients' });
    expect(shown).not.toContain('window.language.en');
    expect(shown).not.toContain('window.theme.auto');
    expect(shown).not.toContain('window.text.normal');
    expect(shown).toContain('window.text.large');
  });

  it('count the places of the rail by Alt and a digit, as the role sees them', () => {
    const keysOf = (role: Role) =>
      Object.fromEntries(
        windowCommandsIn(scene(role, { name: 'patients' }))
          .filter(({ id }) => id.startsWith('go.') && id !== 'go.back')
          .map(({ id, keys }) => [id, keys?.[0]]),
      );
    const owner = keysOf('owner');
    expect(owner['go.patients']).toMatch(/^alt\+Digit\d$/);
    expect(keysOf('analyst')['go.analysis']).toBe('alt+Digit1');
  });
});

describe('the help', () => {
  it('leads only to what an owner can do from its page', () => {
    const known = ids('owner', { name: 'help' });
    for (const topic of HELP_TOPICS) {
      expect(known).toContain(`help.${topic}`);
      for (const id of LEADS[topic]) expect(known, topic).toContain(id);
    }
  });
});

describe('shortcuts', () => {
  it('are shown as the keys say', () => {
    expect(
      ['mod+K', 'alt+Digit3', 'alt+ArrowLeft', 'shift+?', 'F1', 'mod+shift+U', 'N'].map((k) => keyWords(k, false)),
    ).toEqual(['Ctrl K', 'Alt 3', 'Alt ←', '?', 'F1', 'Ctrl Shift U', 'N']);
    expect(keyWords('mod+shift+U', true)).toBe('⌘ ⇧ U');
    expect(ariaKeys('mod+K', false)).toBe('Control+K');
    expect(ariaKeys('mod+K', true)).toBe('Meta+K');
    expect(ariaKeys('alt+Digit3', false)).toBe('Alt+3');
  });

  it('are single characters where nothing else is held', () => {
    expect(['N', '/', 'shift+?'].every(isLetter)).toBe(true);
    expect(['F1', 'mod+K', 'alt+Digit1', 'mod+shift+L', 'ArrowLeft'].some(isLetter)).toBe(false);
    expect(['F1', 'mod+K', 'alt+Digit1', 'alt+ArrowLeft', 'mod+,'].every(worksInFields)).toBe(true);
    expect(['N', '/', 'shift+?', 'ArrowLeft', 'Home'].some(worksInFields)).toBe(false);
  });
});

describe('a screen', () => {
  it('adds its commands before the others, and takes the keys that it needs', () => {
    const face = { name: 'common.save', icon: IconLock, run: () => undefined } as const;
    const own: Command = { ...face, id: 'here.book', group: 'here', keys: ['n'] };
    const window: Command[] = [
      { ...face, id: 'patient.register', group: 'patient', keys: ['N'] },
      { ...face, id: 'patient.find', group: 'patient', keys: ['mod+K', '/'] },
      { ...face, id: 'go.back', group: 'go' },
    ];
    const all = withScreen([own], window);
    expect(all.map(({ id, keys }) => [id, keys])).toEqual([
      ['here.book', ['n']],
      ['patient.register', undefined],
      ['patient.find', ['mod+K', '/']],
      ['go.back', undefined],
    ]);
    expect(withScreen([], window)).toEqual(window);
  });
});

describe('finding commands', () => {
  let readings: Readings;
  let all: Command[];
  const i18n = startLanguages('en');
  const languages = ['zh-CN', 'en'].map((language) => i18n.getFixedT(language));
  beforeAll(async () => {
    readings = await loadReadings();
    all = windowCommandsIn(scene('owner', { name: 'patient', id: 'p1' }));
  });
  const found = (text: string) =>
    findIn(
      all,
      text,
      ({ name, also }) => ({
        names: languages.map((say) => say(name)),
        also: also ? languages.map((say) => say(also)) : [],
      }),
      readings,
    ).map(({ id }) => id);

  it('knows their names in both languages, in any order and by beginnings', () => {
    for (const text of ['Sync now', 'now sync', 'syn n', '立即同步', '立即'])
      expect(found(text)[0], text).toBe('sync.now');
    expect(found('登记患者')[0]).toBe('patient.register');
    expect(found('REGISTER')[0]).toBe('patient.register');
  });

  it('knows pinyin and its initials, and where the name begins first', () => {
    for (const text of ['ljtb', 'lijitongbu', 'lijitong']) expect(found(text)[0], text).toBe('sync.now');
    expect(found('tb')[0]).toBe('go.sync');
    expect(found('tb')).toContain('sync.now');
    expect(found('djhz')[0]).toBe('patient.register');
    expect(found('sz')[0]).toBe('go.settings');
  });

  it('knows other words for them, after their names', () => {
    expect(found('conflict')).toContain('go.inbox');
    expect(found('夜间')).toContain('window.theme.dark');
    expect(found('manual')).toContain('go.help');
    expect(found('backup')).toEqual(expect.arrayContaining(['help.backup', 'go.settings']));
  });

  it('finds nothing for nothing, and for what nobody says', () => {
    expect(found('')).toEqual([]);
    expect(found('zzzzqq')).toEqual([]);
    expect(matchRank('tb', { names: ['同步'], also: [] }, () => [])).toBeUndefined();
  });
});
