/** Patient search, each keystroke, and full text, against a scan with LIKE over the same rows in the same run. */
import { searchTexts } from '../../electron/vault/records/full-text.ts';
import { searchPatients } from '../../electron/vault/records/patient-search.ts';
import { patientTokens } from '../../electron/vault/records/patient-tokens.ts';
import { TokenKind } from '../../electron/vault/storage/search.ts';
import { cryptoReady, KEY_BYTES } from '../../shared/crypto/sodium.ts';
import type { JsonObject } from '../../shared/records/json.ts';
import { type Bench, type Figure, PATIENTS } from './contract.ts';
import { growthOf, median, percentile, rounded, whole } from './measure.ts';
import { patientsAndVisits } from './reading.ts';

const LIMIT = 50;
/** People who are looked for, each by another way of typing. */
const PEOPLE = 80;

export const searchBench: Bench = {
  about: 'patient search while typing, mistyped too, and full text; a LIKE scan over the same rows',
  run: async ({ size, folder }) => {
    await cryptoReady; // rules name what breaks them by hashes
    const sizes =
      size === 'small'
        ? [PATIENTS.small, PATIENTS.S]
        : [PATIENTS.S, PATIENTS.M, PATIENTS.L].filter((one) => one <= PATIENTS[size]);
    const detail = sizes.map((patients) => measureSearch(folder, patients));
    const figures = detail.flatMap((one): Figure[] => {
      const scale = `${whole(one.patients)} patients, ${whole(one.keystroke.count)} keystrokes`;
      const line = (what: string, times: Times, share: 'median' | 'p95', most?: number): Figure => ({
        what: `${what}, ${share}`,
        scale,
        ours: times[share],
        unit: 'ms',
        yardstick: { what: "LIKE '%x%'", value: one.likeScan[share] },
        ratio: rounded(times[share] / one.likeScan[share]),
        ...(most !== undefined && { target: { of: 'ours', most } }),
      });
      return [
        line('search, a keystroke', one.keystroke, 'median'),
        line('search, a keystroke', one.keystroke, 'p95', 10),
        line('search, a keystroke after a typo', one.mistyped, 'p95', 10),
        line('full text, a word', one.fullText, 'median'),
        line('full text, a word', one.fullText, 'p95'),
      ];
    });
    const points = detail.map(({ patients, keystroke }) => ({ scale: patients, value: keystroke.p95 }));
    return { figures: [...figures, ...growthOf('search, a keystroke, p95', points)], detail };
  },
};

interface Times {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  /** What was slowest. */
  readonly slowest: string;
}

function measureSearch(folder: string, patients: number) {
  const { store, some } = patientsAndVisits(folder, patients, new Uint8Array(KEY_BYTES).fill(7));
  try {
    const ours = (text: string) => searchPatients(store, text, LIMIT);
    const scan = (text: string) =>
      store.all("SELECT rid FROM record WHERE type = 'Patient' AND json LIKE ? LIMIT ?", `%${text}%`, LIMIT + 1);
    const texts = keystrokes(some);
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789张王李三小'];
    const two = [...'bcdlsxyz'].flatMap((first) => [...'aehiou'].map((second) => first + second));
    ours('warm');
    return {
      patients,
      keystroke: timesOf(texts, ours),
      mistyped: timesOf(mistypedKeystrokes(some), ours),
      fullText: timesOf(WORDS, (text) => searchTexts(store, { text, limit: LIMIT, offset: 0, locale: 'en' })),
      likeScan: timesOf(
        texts.filter((_, index) => index % 15 === 0),
        scan,
      ),
      oneLetter: timesOf(letters, ours),
      twoLetters: timesOf(two, ours),
      empty: timesOf(
        Array.from({ length: 20 }, () => ''),
        ours,
      ),
    };
  } finally {
    store.close();
  }
}

/** What people type to find these patients: one way each, in turn, and every keystroke of it. */
function keystrokes(patients: readonly JsonObject[]): string[] {
  const texts: string[] = [];
  for (let index = 0; index < PEOPLE; index += 1) {
    const patient = patients[Math.floor((index * patients.length) / PEOPLE)];
    const tokens = patient ? patientTokens(patient) : [];
    const of = (kind: number) => tokens.filter((token) => token.kind === kind).map((token) => token.token);
    const whole = of(TokenKind.whole);
    const phone = of(TokenKind.phone)[0] ?? '';
    const name = whole.find((token) => /^[a-z]/.test(token)) ?? '';
    const birth = String(patient?.birthDate ?? '');
    const ways = [
      name,
      of(TokenKind.initials)[0] ?? name,
      whole[0] ?? '',
      `${name.slice(0, 4)} ${birth.slice(0, 4)}`,
      phone,
      phone.slice(-4),
      birth,
    ];
    const text = ways[index % ways.length] ?? '';
    for (let length = 1; length <= text.length; length += 1) texts.push(text.slice(0, length));
  }
  return texts;
}

/** Names in Latin letters with two letters swapped, from that place on every keystroke. */
function mistypedKeystrokes(patients: readonly JsonObject[]): string[] {
  const names = patients
    .map((patient) =>
      patientTokens(patient).find(({ token, kind }) => kind === TokenKind.whole && /^[a-z]{6,}$/.test(token)),
    )
    .flatMap((token) => (token ? [token.token] : []))
    .slice(0, PEOPLE);
  return names.flatMap((name) => {
    const typed = name.slice(0, 3) + name.charAt(4) + name.charAt(3) + name.slice(5);
    return Array.from({ length: typed.length - 4 }, (_, more) => typed.slice(0, 5 + more));
  });
}

/** Why people come, in the words of the generator: common and rare ones, several, one that nobody wrote. */
const WORDS = ['高血压', '高血压 复诊', '头痛', '咳嗽', '发热', '病', '头', 'xyz'];

function timesOf(texts: readonly string[], search: (text: string) => unknown): Times {
  const times: number[] = [];
  for (const text of texts) {
    // the best of three: what else the machine did meanwhile is nobody's keystroke
    const tries = Array.from({ length: 3 }, () => {
      const start = performance.now();
      search(text);
      return performance.now() - start;
    });
    times.push(Math.min(...tries));
  }
  const worst = Math.max(...times);
  return {
    count: times.length,
    median: rounded(median(times)),
    p95: rounded(percentile(times, 0.95)),
    worst: rounded(worst),
    slowest: texts[times.indexOf(worst)] ?? '',
  };
}
