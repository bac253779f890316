import type { Definition } from '../contract.ts';

export const definition: Definition = {
  name: 'visits-per-week',
  title: { 'zh-CN': '每周就诊量', en: 'Visits per week' },
  meaning: {
    'zh-CN':
      '每周（周一至周日，按诊所所在时区）开始的就诊次数。计划中、已取消和误录入的就诊不计；没有人来的周显示为 0。',
    en: 'How many visits began in each week, Monday to Sunday by the clinic’s own time zone. Planned and cancelled visits and those entered in error are left out; a week in which nobody came stands with 0.',
  },
};
