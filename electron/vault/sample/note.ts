/** What a doctor writes about a visit: complaint, findings, assessment, plan, in the clinic's language. */
import type { Review } from './care.ts';
import { DRUGS, type DrugName } from './facts/drugs.ts';
import type { Words } from './types.ts';

export interface Story {
  readonly complaint: Words;
  readonly pressure?: { readonly systolic: number; readonly diastolic: number };
  readonly temperature?: number;
  readonly assessment: readonly Words[];
  readonly reviews: readonly Review[];
  readonly given: readonly DrugName[];
  /** Days until the next visit should be; 0 for only if it gets worse. */
  readonly again: number;
}

export function noteText(story: Story, language: 'zh-CN' | 'en'): string {
  return language === 'en' ? english(story) : chinese(story);
}

function chinese({ complaint, pressure, temperature, assessment, reviews, given, again }: Story): string {
  const findings = [
    ...(temperature === undefined ? [] : [`体温${temperature.toFixed(1)}℃`]),
    ...(pressure ? [`血压${Math.round(pressure.systolic)}/${Math.round(pressure.diastolic)}mmHg`] : []),
    '神志清，精神可',
  ];
  const plan = [
    ...reviews.flatMap(({ added, replaced, lapsed }) => [
      ...(lapsed ? ['近期未规律服药，已强调按时服药'] : []),
      ...(added ? [`控制不佳，加用${DRUGS[added].words[0]}`] : []),
      ...(replaced
        ? [`因${replaced.because[0]}停用${DRUGS[replaced.from].words[0]}，改用${DRUGS[replaced.to].words[0]}`]
        : []),
    ]),
    ...(given.length > 0 ? [`予${given.map((name) => DRUGS[name].words[0]).join('、')}`] : []),
    again > 0 ? `${again}天后复诊` : '不适随诊',
  ];
  return [
    `主诉：${complaint[0]}。`,
    `查体：${findings.join('，')}。`,
    `诊断：${assessment.map(([zh]) => zh).join('；')}。`,
    `处理：${plan.join('；')}。`,
  ].join('\n');
}

function english({ complaint, pressure, temperature, assessment, reviews, given, again }: Story): string {
  const findings = [
    ...(temperature === undefined ? [] : [`temperature ${temperature.toFixed(1)} °C`]),
    ...(pressure ? [`blood pressure ${Math.round(pressure.systolic)}/${Math.round(pressure.diastolic)} mmHg`] : []),
    'alert, in no distress',
  ];
  const plan = [
    ...reviews.flatMap(({ added, replaced, lapsed }) => [
      ...(lapsed ? ['has not been taking the medicines regularly, importance explained'] : []),
      ...(added ? [`not at goal, ${DRUGS[added].words[1].toLowerCase()} added`] : []),
      ...(replaced
        ? [
            `${DRUGS[replaced.from].words[1].toLowerCase()} stopped because of ${replaced.because[1]}, changed to ${DRUGS[replaced.to].words[1].toLowerCase()}`,
          ]
        : []),
    ]),
    ...(given.length > 0 ? [`${given.map((name) => DRUGS[name].words[1].toLowerCase()).join(', ')} prescribed`] : []),
    again > 0 ? `see again in ${again} days` : 'return if it does not get better',
  ];
  return [
    `Complaint: ${complaint[1]}.`,
    `Examination: ${findings.join(', ')}.`,
    `Assessment: ${assessment.map(([, en]) => en).join('; ')}.`,
    `Plan: ${plan.join('; ')}.`,
  ].join('\n');
}
