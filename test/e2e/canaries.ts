import { createReadStream, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text found where only ciphertext may be. */
export interface Leak {
  readonly where: string;
  readonly canary: string;
}

/** What was looked through, so that a test can tell a clean result from an empty search. */
export interface Search {
  readonly leaks: readonly Leak[];
  readonly files: number;
  readonly bytes: number;
}

/** The ways in which a text may lie in a file. */
function forms(text: string): Buffer[] {
  const escaped = [...text].map((letter) =>
    letter > '\x7f' ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}` : letter,
  );
  const bytes = Buffer.from(text, 'utf8');
  // Base64 of a text depends on where it begins; the ends that neighbours change are cut off.
  const encoded = [0, 1, 2].map((shift) => {
    const whole = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    return Buffer.from(whole.slice(shift === 0 ? 0 : shift + 1, -2));
  });
  const all = [
    bytes,
    Buffer.from(text, 'utf16le'),
    Buffer.from(escaped.join('')),
    Buffer.from(bytes.toString('hex')),
    ...encoded,
  ];
  return all.filter((form) => form.length >= 6);
}

async function lookInto(
  path: string,
  where: string,
  canaries: readonly string[],
): Promise<{ leaks: Leak[]; bytes: number }> {
  const needles = canaries.flatMap((canary) => forms(canary).map((form) => ({ canary, form })));
  const overlap = Math.max(...needles.map(({ form }) => form.length));
  const found = new Set<string>();
  let bytes = 0;
  let rest = Buffer.alloc(0);
  for await (const part of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const chunk = Buffer.concat([rest, part as Buffer]);
    bytes += (part as Buffer).length;
    for (const { canary, form } of needles) if (chunk.includes(form)) found.add(canary);
    rest = chunk.subarray(Math.max(0, chunk.length - overlap));
  }
  return { leaks: [...found].map((canary) => ({ where, canary })), bytes };
}

/** Every file under these folders. */
export async function searchFolders(folders: readonly string[], canaries: readonly string[]): Promise<Search> {
  const paths = folders.flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  return search(
    paths.map((path) => ({ path, where: path })),
    canaries,
  );
}

/**
 * Every file that these processes hold open, also those already unlinked. Shared memory is left out: it is memory, not disk,
 * and what a window shows must be there.
 * @param programs folders of programs, which hold no data
 */
export async function searchOpenFiles(
  pids: readonly number[],
  canaries: readonly string[],
  programs: readonly string[] = [],
): Promise<Search> {
  const left = ['/dev', '/proc', '/sys', '/memfd:', '/usr', '/lib', ...programs];
  // homes under test may lie in memory, as a folder there: they stand for a disk
  const ours = `${tmpdir()}/`;
  const skipped = (target: string) => !target.startsWith(ours) && left.some((start) => target.startsWith(start));
  const open = pids.flatMap((pid) => {
    const folder = `/proc/${pid}/fd`;
    return list(folder).flatMap((fd) => {
      const target = linkOf(join(folder, fd));
      if (!target?.startsWith('/') || skipped(target)) return [];
      return [{ path: join(folder, fd), where: `${target} (open in process ${pid})` }];
    });
  });
  // a file that several hold open is read once
  const files = new Map(open.flatMap((one) => fileAt(one.path).map((file) => [file, one] as const)));
  return search([...files.values()], canaries);
}

async function search(
  places: readonly { path: string; where: string }[],
  canaries: readonly string[],
): Promise<Search> {
  const leaks: Leak[] = [];
  let bytes = 0;
  let files = 0;
  for (const { path, where } of places) {
    try {
      const result = await lookInto(path, where, canaries);
      leaks.push(...result.leaks);
      bytes += result.bytes;
      files += 1;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; // gone meanwhile: nothing is left of it
    }
  }
  return { leaks, files, bytes };
}

/** A process and all that it started. */
export function familyOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of list('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ');
      parents.set(Number(name), Number(fields?.[1]));
    } catch {
      // ended meanwhile
    }
  }
  const family = [root];
  for (const member of family) {
    for (const [pid, parent] of parents) if (parent === member) family.push(pid);
  }
  return family;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // the process ended meanwhile
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}

/** Which file lies there; none where it is something else. */
function fileAt(path: string): string[] {
  try {
    const found = statSync(path);
    return found.isFile() ? [`${found.dev}:${found.ino}`] : [];
  } catch {
    return [];
  }
}
