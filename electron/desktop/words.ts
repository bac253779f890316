import type { Locale } from '../../shared/bridge/session.ts';

/** What main itself says: menus, system dialogs, the end of the vault. The window's own words are in renderer/locales. */
const en = {
  file: 'File',
  quit: 'Quit',
  edit: 'Edit',
  undo: 'Undo',
  redo: 'Redo',
  cut: 'Cut',
  copy: 'Copy',
  paste: 'Paste',
  selectAll: 'Select all',
  view: 'View',
  larger: 'Larger',
  smaller: 'Smaller',
  actualSize: 'Actual size',
  fullScreen: 'Full screen',
  chooseImport: 'Choose files to import',
  records: 'FHIR, NDJSON and compressed files',
  allFiles: 'All files',
  chooseFolder: 'Choose a folder',
  savePdf: 'Save as PDF',
  saveBackup: 'Back up to',
  chooseBackup: 'Choose a backup',
  chooseCodes: 'Choose a list of codes',
  codes: 'CodeSystem and tables (CSV)',
  chooseTable: 'Choose a table',
  saveTable: 'Save the table as',
  savePicture: 'Save the picture as',
  chooseMapping: 'Choose a mapping',
  saveMapping: 'Save the mapping as',
  mappings: 'Mappings of tables (JSON)',
  tables: 'Tables (CSV)',
  backups: 'Backups of Xinglin',
  saveEnrolment: 'Save on the stick',
  chooseEnrolment: 'Open from the stick',
  enrolments: 'Requests and answers of workstations',
  refusedTitle: 'Xinglin cannot open this workstation',
  inUse: 'This workstation is already open in another window or command. Close that one and start again.',
  unusable:
    'The folder of this workstation cannot be read or written. Check its permissions and whether the disk is connected.',
  vaultEnded: 'The part that keeps your records has stopped',
  restarted:
    'Everything saved is safe. It has been started again; please unlock it. What was not yet saved must be entered again.',
  notRestarted:
    'Everything saved is safe. Xinglin closes now; please start it again. If this repeats, call your support.',
};

const zhCN: typeof en = {
  file: '文件',
  quit: '退出',
  edit: '编辑',
  undo: '撤销',
  redo: '重做',
  cut: '剪切',
  copy: '复制',
  paste: '粘贴',
  selectAll: '全选',
  view: '显示',
  larger: '放大',
  smaller: '缩小',
  actualSize: '实际大小',
  fullScreen: '全屏',
  chooseImport: '选择要导入的文件',
  records: 'FHIR、NDJSON 及其压缩文件',
  allFiles: '所有文件',
  chooseFolder: '选择文件夹',
  savePdf: '另存为 PDF',
  saveBackup: '备份到',
  chooseBackup: '选择备份文件',
  chooseCodes: '选择编码表',
  codes: 'CodeSystem 和表格（CSV）',
  chooseTable: '选择表格',
  saveTable: '表格另存为',
  savePicture: '图片另存为',
  chooseMapping: '选择对应表',
  saveMapping: '对应表另存为',
  mappings: '对应表（JSON）',
  tables: '表格（CSV）',
  backups: '杏林备份',
  saveEnrolment: '保存到 U 盘',
  chooseEnrolment: '从 U 盘打开',
  enrolments: '工作站申请与答复',
  refusedTitle: '杏林无法打开这个工作站',
  inUse: '这个工作站已在另一个窗口或命令中打开。请先关闭，再重新启动。',
  unusable: '这个工作站的数据文件夹无法读写。请检查权限，以及磁盘是否已连接。',
  vaultEnded: '保管病历的程序意外停止了',
  restarted: '已保存的内容都在。程序已重新启动，请解锁；尚未保存的内容需要重新录入。',
  notRestarted: '已保存的内容都在。杏林即将关闭，请重新启动。如反复出现，请联系技术支持。',
};

const words: Readonly<Record<Locale, typeof en>> = { en, 'zh-CN': zhCN };

export type Words = typeof en;

export function wordsOf(locale: Locale): Words {
  return words[locale];
}
