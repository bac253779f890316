import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The project's folder. */
export const ROOT = join(import.meta.dirname, '..', '..');
/** What the bundler writes. */
export const DIST = join(ROOT, 'dist');
/** What the packager writes. */
export const RELEASE = join(ROOT, 'release');
/** Fetched and derived things; `npm ci` empties it. */
export const CACHE = join(ROOT, 'node_modules', '.cache', 'xinglin');
/** Program files of development dependencies. */
export const BIN = join(ROOT, 'node_modules', '.bin');
/** The Node of the development dependency `node`. */
export const NODE24 = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

export const requireHere = createRequire(import.meta.url);
