import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errors as driverErrors, type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { packagePlace } from '../../build/package/place.ts';
import { type Cloud, startCloud } from './cloud.ts';
import { type Display, startDisplay } from './display.ts';

/** One packaged application in one window over one home. */
export interface Workstation {
  readonly name: string;
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The workstation's folder, and Chromium's beside it. */
  readonly home: string;
  readonly userData: string;
  /** What the page wrote to its console as an error, what it threw, and what the program complained of. Tests expect none. */
  readonly errors: string[];
  close(): Promise<void>;
}

/** A room of its own for one scenario: display, folders, applications, endpoint. All of it ends with `close`. */
export interface Room {
  /** Everything that the processes may write lies under here. */
  readonly folder: string;
  /** HOME and TMPDIR of every process. */
  readonly env: Readonly<Record<string, string>>;
  openWorkstation(name: string, options?: { readonly locale?: 'zh-CN' | 'en' }): Promise<Workstation>;
  startCloud(): Promise<Cloud>;
  /** Keeps a picture of the window as `<name>.png` in the screenshots' folder, where pictures are wished for; the path of it. */
  screenshot(workstation: Workstation, name: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * A start takes two seconds, on a busy machine ten. In one of some dozens the driver goes on waiting, though the window stands there, painted and at
 * rest (seen in the protocol of Playwright 1.65 with Electron 25). So the first try ends early, and each has longer than the one before.
 */
const LAUNCH_MS = [8_000, 15_000, 30_000];
const WINDOW_MS = 30_000;

/**
 * What Chromium is told here only. Without a graphics card it looks for one first, and now and then is left without a
 * process that draws: a window that shows nothing and answers nobody.
 */
export const SWITCHES = ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/** A window under test ends before code that V8 compiled to run faster has paid for itself: a fifth of all that the window takes. */
const SHORT_LIVED = '--js-flags=--no-opt';

/** Pictures are for people who look at them: `XINGLIN_PICTURES=1`. No test asserts anything about them, and one takes as long as ten clicks. */
export const PICTURES = process.env.XINGLIN_PICTURES !== undefined;

interface RoomOptions {
  /** As somebody sees it who watches: with movement, and with pictures. Otherwise what opens and closes is there, and gone, at once. */
  readonly watched?: boolean;
  /** Pages of many charts draw for so long that compiling pays. */
  readonly charts?: boolean;
}

/** @param screenshots folder for pictures; made when needed */
export async function openRoom(
  screenshots: string,
  { watched = false, charts = false }: RoomOptions = {},
): Promise<Room> {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-e2e-'));
  const display = process.platform === 'linux' ? await startDisplay() : undefined;
  const env = isolatedEnvironment(folder, display);
  const workstations = new Set<Workstation>();
  const clouds = new Set<Cloud>();

  async function openWorkstation(name: string, { locale = 'zh-CN' }: { locale?: 'zh-CN' | 'en' } = {}) {
    const home = join(folder, name);
    const app = await launch(
      [...SWITCHES, ...(watched || charts ? [] : [SHORT_LIVED]), '--home', home, `--lang=${locale}`],
      env,
    );
    const page = await app.firstWindow({ timeout: WINDOW_MS });
    if (!watched) await page.emulateMedia({ reducedMotion: 'reduce' });
    const errors = hearErrors(page);
    hearProgram(app, errors);
    const workstation: Workstation = {
      name,
      app,
      page,
      home,
      userData: `${home}.window`,
      errors,
      close: async () => {
        workstations.delete(workstation);
        await app.close();
      },
    };
    workstations.add(workstation);
    return workstation;
  }

  return {
    folder,
    env,
    openWorkstation,
    async startCloud() {
      const cloud = await startCloud(join(folder, `cloud-${clouds.size + 1}`), env);
      clouds.add(cloud);
      return cloud;
    },
    async screenshot({ page }, name) {
      const path = join(screenshots, `${name}.png`);
      if (!watched && !PICTURES) return path;
      mkdirSync(screenshots, { recursive: true });
      await page.screenshot({ path });
      return path;
    },
    async close() {
      await Promise.all([...workstations].map((workstation) => workstation.close()));
      await Promise.all([...clouds].map((cloud) => cloud.stop()));
      await display?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The program with its driver; begun anew where the two did not find each other. */
async function launch(args: string[], env: Record<string, string>, limits = LAUNCH_MS): Promise<ElectronApplication> {
  const [timeout = WINDOW_MS, ...longer] = limits;
  try {
    return await electron.launch({ executablePath: packagePlace('evaluation').executable, args, env, timeout });
  } catch (error) {
    if (longer.length === 0 || !(error instanceof driverErrors.TimeoutError)) throw error;
    console.error('    the window was begun anew: its driver did not reach it');
    return launch(args, env, longer);
  }
}

function isolatedEnvironment(folder: string, display: Display | undefined): Record<string, string> {
  const home = join(folder, 'HOME');
  const tmp = join(folder, 'TMP');
  for (const path of [home, tmp]) mkdirSync(path, { recursive: true });
  return {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    TZ: 'Asia/Shanghai',
    HOME: home,
    TMPDIR: tmp,
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    ...(display ? { DISPLAY: display.name } : {}),
  };
}

function hearErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/** What Xinglin itself says on standard error (Chromium says much of its own there): why a vault ended, for one. */
function hearProgram(app: ElectronApplication, errors: string[]): void {
  app.process().stderr?.on('data', (bytes: Buffer) => {
    const lines = String(bytes).split('\n');
    const ours = lines.filter((line) => /^(xinglin:|[A-Za-z]*Error:)/.test(line));
    for (const line of ours) console.error(`    ${line}`);
    errors.push(...ours);
  });
}
