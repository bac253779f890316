import { existsSync, readdirSync } from 'node:fs';
import { capture, SetupProblem, show } from './run.ts';

/** What a window needs on Debian or Ubuntu: Xvfb to draw without a display, Chromium's libraries, a Chinese font. */
const NEEDED = [
  { probe: 'program', name: 'Xvfb', packages: ['xvfb'] },
  { probe: 'library', name: 'libgtk-3.so.0', packages: ['libgtk-3-0t64', 'libgtk-3-0'] },
  { probe: 'library', name: 'libnss3.so', packages: ['libnss3'] },
  { probe: 'library', name: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { probe: 'library', name: 'libgbm.so.1', packages: ['libgbm1'] },
  { probe: 'library', name: 'libXss.so.1', packages: ['libxss1'] },
  { probe: 'library', name: 'libatk-bridge-2.0.so.0', packages: ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'] },
  { probe: 'library', name: 'libcups.so.2', packages: ['libcups2t64', 'libcups2'] },
  { probe: 'library', name: 'libdrm.so.2', packages: ['libdrm2'] },
  { probe: 'font', name: 'Noto Sans CJK', packages: ['fonts-noto-cjk'] },
] as const;

type Need = (typeof NEEDED)[number];

/** A display to draw on: X11 or Wayland. Elsewhere than on Linux there always is one. */
export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function missing(display: boolean): Promise<Need[]> {
  const loader = existsSync('/sbin/ldconfig') ? '/sbin/ldconfig' : 'ldconfig';
  const libraries = (await capture(loader, ['-p'])).stdout;
  const fonts = await capture('fc-list', [':lang=zh', 'family']);
  const paths = (process.env.PATH ?? '').split(':');
  return NEEDED.filter((need) => {
    if (need.name === 'Xvfb' && display) return false;
    if (need.probe === 'program') return !paths.some((folder) => existsSync(`${folder}/${need.name}`));
    if (need.probe === 'library') return !libraries.includes(need.name);
    return fonts.code === 0 ? fonts.stdout.trim() === '' : !hasNotoFolder();
  });
}

/** Without fontconfig's program: Debian's folder of the font. */
function hasNotoFolder(): boolean {
  const folder = '/usr/share/fonts/opentype/noto';
  return existsSync(folder) && readdirSync(folder).some((file) => file.includes('CJK'));
}

/** Names of packages differ between releases of Debian and Ubuntu; the first that this system knows. */
async function packageNames(needs: readonly Need[]): Promise<string[]> {
  const names: string[] = [];
  for (const { packages } of needs) {
    let name: string = packages[packages.length - 1] ?? '';
    for (const candidate of packages) {
      const answer = await capture('apt-cache', ['show', '--no-all-versions', candidate]);
      if (answer.code === 0 && answer.stdout.includes('Package:')) {
        name = candidate;
        break;
      }
    }
    names.push(name);
  }
  return names;
}

/**
 * Makes sure that a window can open here: on the display of whoever sits here, or unseen (Xvfb). On Debian and Ubuntu, as root, installs what is
 * missing; elsewhere names the exact line to type.
 * @throws SetupProblem where something stays missing.
 */
export async function prepareWindow(where: 'display' | 'unseen'): Promise<void> {
  if (process.platform !== 'linux') return;
  const needs = await missing(where === 'display');
  if (needs.length === 0) return;
  const labels = needs.map((need) => need.name).join(', ');
  const apt = (await capture('apt-get', ['--version'])).code === 0;
  if (!apt) throw new SetupProblem(`a window needs these, install them with your system's package manager: ${labels}`);
  if (process.getuid?.() !== 0) {
    const line = `sudo apt-get update && sudo apt-get install -y ${(await packageNames(needs)).join(' ')}`;
    throw new SetupProblem(
      `a window needs these, which are missing: ${labels}\nType this, then try again:\n\n  ${line}\n`,
    );
  }
  console.log(`Installing what a window needs and this machine lacks: ${labels}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await show('apt-get', ['update', '-qq'], { env });
  const names = await packageNames(needs);
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...names];
  const result = await capture('apt-get', args, { env });
  if (result.code !== 0) {
    throw new SetupProblem(`apt-get could not install ${names.join(' ')}:\n${result.stderr.trim().slice(-2000)}`);
  }
}
