import type { Locale } from '../../../shared/bridge/session.ts';
import type { Written } from './written.ts';

/** A whole day is asked for by XINGLIN_WHOLE_DAY; a shorter one has all that a day has, and orders enough to look at several results at once. */
const WHOLE = process.env.XINGLIN_WHOLE_DAY !== undefined;
/** People who are known and come unasked, and people who come for the first time. */
export const COMING = WHOLE ? 30 : 8;
const NEW = WHOLE ? 10 : 3;

/** Somebody who comes for the first time; all of them invented. */
export interface Newcomer {
  readonly name: string;
  readonly gender: 'female' | 'male';
  readonly birthDate: string;
  readonly phone: string;
  readonly reason: string;
}

const NAMES: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': [
    '闻人念慈',
    '司徒望舒',
    '澹台若水',
    '公孙拾遗',
    '东方既白',
    '端木青禾',
    '南宫听雨',
    '上官云岫',
    '皇甫知秋',
    '令狐小满',
  ],
  en: [
    'Winifred Okonjo',
    'Tobias Marchetti',
    'Saoirse Lindqvist',
    'Amadou Brennan',
    'Philippa Yamoah',
    'Gwendolyn Achebe',
    'Rupert Szalai',
    'Imogen Castellan',
    'Leopold Nwosu',
    'Beatrix Halloran',
  ],
};

/** What people say at the door, in turn. */
export const REASONS: Readonly<Record<Locale, readonly string[]>> = {
  'zh-CN': ['高血压复诊', '咳嗽三天', '血糖复查', '头晕', '腰痛', '咽痛发热', '皮疹', '失眠'],
  en: [
    'Blood pressure check',
    'Cough for three days',
    'Blood sugar check',
    'Dizzy',
    'Back pain',
    'Sore throat, fever',
    'Rash',
    'Sleeps badly',
  ],
};

export function newcomers(locale: Locale): readonly Newcomer[] {
  return NAMES[locale].slice(0, NEW).map((name, n) => ({
    name,
    gender: n % 2 === 0 ? 'female' : 'male',
    birthDate: `19${52 + n * 4}-0${1 + (n % 9)}-1${n}`,
    phone: `1380000${1000 + n}`,
    reason: REASONS[locale][n % 8] ?? '',
  }));
}

export interface Staff {
  readonly doctor: string;
  readonly nurse: string;
  readonly desk: string;
  /** What the doctor says where a warning is overridden. */
  readonly why: string;
}

export const STAFF: Readonly<Record<Locale, Staff>> = {
  'zh-CN': { doctor: '林医生', nurse: '陈护士', desk: '前台小周', why: '已与患者核对，替换原用药' },
  en: {
    doctor: 'Dr Lin',
    nurse: 'Nurse Abena',
    desk: 'Marta at the desk',
    why: 'Talked over with the patient; takes the place of the old one',
  },
};

/** What doctors write on such a day, in turn with `REASONS`. */
export const WRITTEN: Readonly<Record<Locale, readonly Written[]>> = {
  'zh-CN': [
    {
      diagnosis: '高血压',
      code: 'I10',
      note: '血压控制可，继续目前用药，低盐饮食。',
      prescribed: { find: '氨氯地平', name: '氨氯地平', sig: '1 qd 28d' },
      again: '4',
    },
    { findings: '咽部充血，双肺呼吸音清。', diagnosis: '上呼吸道感染', note: '多饮水，注意休息。' },
    {
      diagnosis: '2型糖尿病',
      code: 'E11',
      note: '控制饮食，规律运动。',
      test: { find: '糖化血红蛋白', code: '4548-4' },
    },
    { findings: '神经系统查体无异常。', diagnosis: '头晕' },
    { findings: '腰椎旁压痛，直腿抬高试验阴性。', diagnosis: '腰痛', note: '避免久坐。' },
    { findings: '扁桃体肿大，无脓点。', diagnosis: '咽炎' },
    { findings: '双前臂散在红斑丘疹。', diagnosis: '湿疹' },
    { diagnosis: '失眠', note: '睡前少看屏幕，固定作息。' },
  ],
  en: [
    {
      diagnosis: 'hypertension',
      code: 'I10',
      note: 'Pressure is fine. Same medicines, less salt.',
      prescribed: { find: 'amlodipine', name: 'Amlodipine', sig: '1 qd 28d' },
      again: '4',
    },
    { findings: 'Throat red, lungs clear.', diagnosis: 'Cold', note: 'Rest, drink enough.' },
    {
      diagnosis: 'type 2 diabetes',
      code: 'E11',
      note: 'Diet and walking as agreed.',
      test: { find: 'a1c', code: '4548-4' },
    },
    { findings: 'Nothing found on examination of the nerves.', diagnosis: 'Dizziness' },
    { findings: 'Tender beside the lumbar spine, leg raising free.', diagnosis: 'Back pain', note: 'No long sitting.' },
    { findings: 'Tonsils swollen, no pus.', diagnosis: 'Sore throat' },
    { findings: 'Scattered red papules on both forearms.', diagnosis: 'Eczema' },
    { diagnosis: 'Sleeps badly', note: 'No screens before bed, the same hours every day.' },
  ],
};
