/** The language of what people read on a terminal. JSON is the same in every language. */
export type Language = 'zh' | 'en';

/** From LC_ALL, LC_MESSAGES or LANG, the first that is set. */
export function languageOf(environment: NodeJS.ProcessEnv): Language {
  const set = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^zh\b|^zh[_-]/i.test(set) ? 'zh' : 'en';
}

/** Picks one of two texts. */
export type Say = (english: string, chinese: string) => string;

export function speaker(language: Language): Say {
  return language === 'zh' ? (_english, chinese) => chinese : (english) => english;
}
