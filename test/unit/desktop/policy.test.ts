import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isOwnPage, mayAsk } from '../../../electron/desktop/policy.ts';

describe('content security policy', () => {
  const policy = contentSecurityPolicy('abc');

  it('starts from nothing and names the nonce for styles only', () => {
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain("style-src 'self' 'nonce-abc'");
    expect(policy).toContain("script-src 'self';");
    expect(policy.match(/abc/g)).toHaveLength(1);
  });

  it('lets no connection leave and nothing be evaluated', () => {
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe('own pages', () => {
  it.each(['app://xinglin/', 'app://xinglin/index.html#/patients'])('%s is ours', (address) => {
    expect(isOwnPage(address, undefined)).toBe(true);
  });

  it.each([
    'app://xinglin.evil/',
    'app://other/',
    'https://xinglin/',
    'file:///etc/passwd',
    'about:blank',
    'data:text/html,x',
    'no address',
  ])('%s is not', (address) => {
    expect(isOwnPage(address, undefined)).toBe(false);
  });

  it('takes the development server, by its whole origin, only where there is one', () => {
    expect(isOwnPage('http://localhost:5173/x', 'http://localhost:5173')).toBe(true);
    expect(isOwnPage('http://localhost:5174/x', 'http://localhost:5173')).toBe(false);
    expect(isOwnPage('http://localhost:5173/x', undefined)).toBe(false);
  });
});

describe('who may ask', () => {
  const mainFrame = { url: 'app://xinglin/' };
  const ours = { mainFrame };

  it('is the main frame of our window on our page', () => {
    expect(mayAsk({ sender: ours, senderFrame: mainFrame }, ours, undefined)).toBe(true);
  });

  it('is no frame inside of it, no other window, no foreign page, nobody once the frame or the window is gone', () => {
    const foreign = { url: 'https://example.org/' };
    const other = { mainFrame: { url: 'app://xinglin/' } };
    const gone = { mainFrame: foreign };
    expect(mayAsk({ sender: ours, senderFrame: { url: 'app://xinglin/' } }, ours, undefined)).toBe(false);
    expect(mayAsk({ sender: other, senderFrame: other.mainFrame }, ours, undefined)).toBe(false);
    expect(mayAsk({ sender: gone, senderFrame: foreign }, gone, undefined)).toBe(false);
    expect(mayAsk({ sender: ours, senderFrame: null }, ours, undefined)).toBe(false);
    expect(mayAsk({ sender: ours, senderFrame: mainFrame }, undefined, undefined)).toBe(false);
  });
});
