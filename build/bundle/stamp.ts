import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../setup/paths.ts';

/** What a bundle or a package is made of. */
const SOURCES = ['shared', 'electron', 'renderer', 'cloud', 'build', 'package.json', 'package-lock.json'];

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const full = join(ROOT, path);
  if (!existsSync(full)) return;
  if (/\.\w+$/.test(path)) {
    hash.update(`${path}\0`).update(readFileSync(full));
    return;
  }
  for (const entry of readdirSync(full, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) addTo(hash, child);
    else hash.update(`${child}\0`).update(readFileSync(join(ROOT, child)));
  }
}

/** A hash over all sources, and over what else `with` names (a version, a kind). */
export function sourceStamp(...given: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(given));
  for (const path of SOURCES) addTo(hash, path);
  return hash.digest('hex');
}

/** Whether `file` says that its folder was made from these very sources. */
export function isFresh(file: string, stamp: string): boolean {
  return existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/** Leaves the stamp for next time. */
export function leaveStamp(file: string, stamp: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}
