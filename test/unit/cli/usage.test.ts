import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ARGON2 } from '../../support/vaults.ts';
import { cleanUp, makeClinic, run, temporaryFolder } from './command.ts';
import { endAll, start } from './spawn.ts';

afterEach(async () => {
  await endAll();
  cleanUp();
});

describe('wrong usage', () => {
  it.each([
    [[]],
    [['nonsense']],
    [['init']],
    [['import']],
    [['export', '--format', 'xml', '--out', 'x']],
    [['get']],
    [['--lines', '--pretty', 'status']],
    [['generate', '--patients', 'many', '--out', 'x']],
  ])('%j ends with status 2 and help on standard error', async (args) => {
    const { status, out, err } = await run(args);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toContain('Usage: xinglin');
  });

  const days = ['--from', '2026-01-01', '--to', '2026-02-01'];
  it.each([
    [days, '--list'],
    [['--list', 'patients', ...days], '--from'],
    [['--list', 'results', '--patient', 'x'], '--patient'],
    [['--list', 'results', '--type', 'Patient', '--gzip'], '--type --gzip'],
    [['--list', 'results', '--format', 'bundle', '--ids', 'original'], '--format --ids'],
    [['--list', 'results', '--from', '2026-02-01', '--to', '2026-01-01'], '--to'],
    [['--format', 'csv', '--ids', 'original'], '--ids'],
    [['--format', 'csv', '--gzip'], '--gzip'],
    [['--type', ','], '--type'],
  ])('export %j is not done without what was asked: it says which option to leave out', async (options, named) => {
    const args = ['export', '--out', join(temporaryFolder(), 'out'), ...options];
    const english = await run(args);
    const chinese = await run(args, { environment: { LANG: 'zh_CN.UTF-8' } });
    expect([english.status, english.out, chinese.status]).toEqual([2, '', 2]);
    const [said, theirs] = [english, chinese].map(({ err }) => err.split('\n').find((line) => line.includes(named)));
    expect(said).toMatch(/Leave|Say|Exchange|Name/);
    expect(theirs).toMatch(/请/);
  });

  it('never takes a passphrase as an argument', async () => {
    expect((await run(['status', '--passphrase', 'x'])).status).toBe(2);
  });
});

describe('help', () => {
  it('speaks the language of the terminal', async () => {
    const english = await run(['--help']);
    const chinese = await run(['--help'], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect([english.status, chinese.status]).toEqual([0, 0]);
    expect(english.out).toContain('bring records in');
    expect(chinese.out).toContain('导入记录');
    expect(chinese.out).not.toMatch(/^(Usage|Options|Commands):|display help/m);
  });

  it('names every command of the contract', async () => {
    const { out } = await run(['--help']);
    const names =
      'init import export create get history patch delete search find query redact backup restore repair status remote sync device user kit recover authority conflicts resolve settled restore-version amend error sign addendum verify generate cloud'.split(
        ' ',
      );
    expect(names.filter((name) => !new RegExp(`^  ${name}\\b`, 'm').test(out))).toEqual([]);
  });

  it.each(['README.md', 'README.zh-CN.md'])(
    'names no command that %s does not explain, and the other way round',
    async (name) => {
      const table = readFileSync(join(import.meta.dirname, '../../..', name), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('| `'))
        .map((line) => line.replaceAll('\\|', '/').split('|')[1] ?? '');
      const explained = table.flatMap((cell) => [...cell.matchAll(/`([a-z][a-z-]*)/g)].map(([, command]) => command));
      const { out } = await run(['--help']);
      const commands = [...out.slice(out.indexOf('Commands:')).matchAll(/^ {2}([a-z][a-z-]*)/gm)].map(
        ([, command]) => command,
      );
      expect([...new Set(explained)].sort()).toEqual(commands.filter((command) => command !== 'help').sort());
    },
  );

  it('tells the version of the package', async () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'));
    expect((await run(['--version'])).out.trim()).toBe(version);
  });
});

describe('without a clinic', () => {
  it('makes one, once, with a good passphrase, and prints the recovery phrase', async () => {
    const init = ['--home', join(temporaryFolder(), 'home'), 'init', '--clinic', 'Willow', '--locale', 'en'];
    const weak = await run(init, { environment: { XINGLIN_PASSPHRASE: 'password' } });
    expect([weak.status, weak.error()]).toEqual([1, 'weak-passphrase']);
    const made = await run(init);
    const id = expect.stringMatching(/^[0-9a-f]{32,64}$/);
    expect(made.json()).toEqual({
      clinicId: id,
      deviceId: id,
      recoveryPhrase: expect.stringMatching(/^(\w+ ){23}\w+$/),
    });
    expect([made.status, made.err]).toEqual([0, '']);
    expect((await run(init)).error()).toBe('clinic-exists');
  }, 60_000);

  it('says so, and makes no folder', async () => {
    const home = join(temporaryFolder(), 'typo');
    const { status, out, error } = await run(['--home', home, 'status']);
    expect({ status, out, code: error() }).toEqual({ status: 1, out: '', code: 'no-clinic' });
    expect(existsSync(home)).toBe(false);
  });

  it('generates a synthetic clinic, the same for the same seed, and replaces nothing', async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    const args = ['generate', '--patients', '3', '--seed', '7', '--out'];
    const made = await run([...args, a]);
    expect(made.status).toBe(0);
    const files = readdirSync(a).sort();
    const count = files.reduce(
      (sum, name) => sum + readFileSync(join(a, name), 'utf8').trimEnd().split('\n').length,
      0,
    );
    expect(made.json()).toMatchObject({ resources: count });
    expect(files).toContain('Patient.ndjson');
    await run([...args, b]);
    expect(readdirSync(b).sort()).toEqual(files);
    for (const name of files) expect(readFileSync(join(b, name))).toEqual(readFileSync(join(a, name)));
    expect((await run([...args, a])).error()).toBe('already-exists');
  });
});

// everything else of these tests runs in the test's own process
describe('as a process', () => {
  it('takes its input, variables and arguments from the system, and gives status and both streams back', async () => {
    const home = join(temporaryFolder(), 'home');
    await makeClinic(home, ARGON2);
    const created = await start(['--home', home, 'create', '-'], { input: '{"resourceType":"Patient"}' }).ended;
    expect([created.status, created.err]).toEqual([0, '']);
    expect(created.json()).toMatchObject({ resourceType: 'Patient' });
    const refused = await start(['--home', home, 'get', 'Patient/none']).ended;
    expect([refused.status, refused.out, refused.error()]).toEqual([1, '', 'not-found']);
  }, 60_000);

  it('ends well where its reader has seen enough', async () => {
    const help = start(['--help']);
    help.child.stdout?.destroy();
    expect(await help.ended).toMatchObject({ status: 0, err: '' });
  });
});
