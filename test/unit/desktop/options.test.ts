import { describe, expect, it } from 'vitest';
import { readOptions } from '../../../electron/desktop/options.ts';

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
