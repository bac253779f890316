import { describe, expect, it } from 'vitest';
import { debuggerSwitches, readOptions } from '../../../electron/desktop/options.ts';

describe('options of the application', () => {
  it('keeps the home under the default folder of the application', () => {
    expect(readOptions([], '/u/Xinglin', true)).toEqual({
      home: '/u/Xinglin/home',
      userData: '/u/Xinglin',
      devUrl: undefined,
    });
  });

  it.each([[['--home', '/c/one']], [['--no-sandbox', '--home=/c/one', '--lang=en']]])(
    'takes another home from %j',
    (argv) => {
      expect(readOptions(argv, '/u/Xinglin', true)).toEqual({
        home: '/c/one',
        userData: '/c/one.window',
        devUrl: undefined,
      });
    },
  );

  it('gives two homes two folders of Chromium, hence two locks', () => {
    const one = readOptions(['--home', '/c/one'], '/u', true);
    const two = readOptions(['--home', '/c/two'], '/u', true);
    expect(one.userData).not.toBe(two.userData);
  });

  it('knows a development server only outside of a release', () => {
    const argv = ['--dev-url', 'http://localhost:5173'];
    expect(readOptions(argv, '/u', false).devUrl).toBe('http://localhost:5173');
    expect(readOptions(argv, '/u', true).devUrl).toBeUndefined();
  });
});

describe('switches that let a debugger in', () => {
  it.each([
    ['--remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-port', 'remote-debugging-port'],
    ['-remote-debugging-port=9222', 'remote-debugging-port'],
    ['--remote-debugging-pipe', 'remote-debugging-pipe'],
    ['--remote-debugging-address=0.0.0.0', 'remote-debugging-address'],
    ['--inspect', 'inspect'],
    ['--inspect=0', 'inspect'],
    ['--inspect-brk', 'inspect-brk'],
    ['--inspect-port=9229', 'inspect-port'],
    ['--Remote-Debugging-Port=1', 'remote-debugging-port'],
  ])('are known: %s', (argument, name) => {
    for (const platform of ['linux', 'darwin', 'win32'] as const)
      expect(debuggerSwitches(['--home', '/c/one', argument], platform)).toEqual([name]);
  });

  it('begin with a slash on Windows only; elsewhere that is a path', () => {
    expect(debuggerSwitches(['/remote-debugging-port=1'], 'win32')).toEqual(['remote-debugging-port']);
    expect(debuggerSwitches(['--home', '/inspect'], 'linux')).toEqual([]);
  });

  it('are no others', () => {
    const argv = [
      '--home',
      'C:\\inspect',
      '--home=--inspect',
      '--lang=zh-CN',
      'inspect',
      '--inspection',
      '--no-sandbox',
    ];
    expect(debuggerSwitches(argv, 'win32')).toEqual([]);
  });
});
