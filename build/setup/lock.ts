import { z } from 'zod';

const Package = z.looseObject({
  version: z.string().optional(),
  dev: z.boolean().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const Lock = z.looseObject({ packages: z.record(z.string(), Package) });
export type Lock = z.infer<typeof Lock>;

const SYSTEMS = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const PROCESSORS = ['arm', 'arm64', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** Reads package-lock.json. */
export function parseLock(text: string): Lock {
  return Lock.parse(JSON.parse(text));
}

/** Where npm may have put a package for who wants it. */
function placesOf(wanting: string, name: string): string[] {
  return [`${wanting}/node_modules/${name}`, `node_modules/${name}`];
}

/**
 * Binaries of other systems that a package wants and the lock does not have. A registry that does not carry them makes
 * `npm install` leave them out, and `npm ci` then refuses the lock as incomplete, on every machine.
 */
export function missingBinaries({ packages }: Lock): Map<string, z.infer<typeof Package>> {
  const missing = new Map<string, z.infer<typeof Package>>();
  for (const [path, { optionalDependencies = {}, dev }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      if (placesOf(path, name).some((place) => packages[place])) continue;
      missing.set(`node_modules/${name}`, {
        version: range.replace(/^[~^]/, ''),
        ...platformOf(name),
        ...(dev ? { dev } : {}),
        optional: true,
      });
    }
  }
  return missing;
}

/** Such packages say in their names what they are for, e.g. `cli-linux-x64-musl`. */
function platformOf(name: string): { os?: string[]; cpu?: string[]; libc?: string[] } {
  const words = (name.split('/').at(-1) ?? '').split('-');
  const os = words.filter((word) => SYSTEMS.includes(word));
  const cpu = words.filter((word) => PROCESSORS.includes(word));
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : [];
  return { ...(os.length ? { os } : {}), ...(cpu.length ? { cpu } : {}), ...(libc.length ? { libc } : {}) };
}

/** The lock with those binaries in it, in npm's order. */
export function completeLock(lock: Lock): Lock {
  const all = Object.entries({ ...lock.packages, ...Object.fromEntries(missingBinaries(lock)) });
  return { ...lock, packages: Object.fromEntries(all.sort(([a], [b]) => a.localeCompare(b, 'en'))) };
}
