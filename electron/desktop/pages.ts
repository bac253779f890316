import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { contentSecurityPolicy, HOST, NONCE_MARK } from './policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * Answers one request for the window's files. Every page gets a fresh nonce, in its policy and in its text. An address
 * without a file's ending is a place inside the window and gets the page.
 */
export async function answer(folder: string, request: Pick<Request, 'url' | 'method'>): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== HOST || request.method !== 'GET') return new Response('', { status: 400 });
  const path = fileOf(folder, url.pathname);
  if (path === undefined) return new Response('', { status: 400 });
  try {
    return path.endsWith('.html') ? await page(path) : await file(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return new Response('', { status: 404 });
  }
}

/** The file that an address means; nothing where it would leave the folder. */
export function fileOf(folder: string, pathname: string): string | undefined {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (decoded.includes('\0')) return undefined;
  const path = normalize(join(folder, extname(decoded) === '' ? 'index.html' : decoded));
  return path.startsWith(folder + sep) ? path : undefined;
}

const SAFE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

async function page(path: string): Promise<Response> {
  const nonce = randomBytes(18).toString('base64');
  const text = (await readFile(path, 'utf8')).split(NONCE_MARK).join(nonce);
  return new Response(text, {
    headers: {
      ...SAFE,
      'content-type': TYPES['.html'] ?? '',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
    },
  });
}

async function file(path: string): Promise<Response> {
  const type = TYPES[extname(path)];
  if (type === undefined) return new Response('', { status: 404 });
  const bytes = await readFile(path);
  return new Response(new Uint8Array(bytes), { headers: { ...SAFE, 'content-type': type } });
}
