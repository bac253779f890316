/** Streets of a town that does not exist. Names of streets are of the kind that every town has. */
export const CLINIC = {
  'zh-CN': {
    name: '杏林示例诊所',
    city: '杏林市',
    district: '示例区',
    line: '人民路1号',
    main: '门诊部',
    outpost: '杏花村服务点',
  },
  en: {
    name: 'Apricot Grove Sample Clinic',
    city: 'Apricot Grove',
    district: 'Sample District',
    line: '1 Orchard Road',
    main: 'Orchard Road',
    outpost: 'Riverside outpost',
  },
} as const;

export const CHINESE_STREETS: readonly string[] = [
  '人民路',
  '解放路',
  '中山路',
  '建设路',
  '和平街',
  '文化路',
  '新华街',
  '友谊路',
  '青年路',
  '胜利街',
  '湖滨路',
  '东风路',
  '学府路',
  '桃园巷',
  '杏花巷',
  '幸福里',
];
export const CHINESE_ESTATES: readonly string[] = [
  '阳光花园',
  '锦绣家园',
  '翠湖小区',
  '金桂苑',
  '和谐新村',
  '杏林小区',
  '书香里',
  '丽景苑',
];

export const ENGLISH_STREETS: readonly string[] = [
  'Church Lane',
  'High Street',
  'Station Road',
  'Park Avenue',
  'Mill Lane',
  'School Road',
  'Orchard Close',
  'Riverside',
  'Market Street',
  'Apricot Row',
  'The Green',
  'Chapel Street',
  'Harbour View',
  'Bridge Street',
];
