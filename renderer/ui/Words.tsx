import classes from './Words.module.css';

/** Words that people compare or copy by hand: large, numbered, in order. */
export function Words({ words, label, large }: { words: string; label: string; large?: boolean }) {
  const list = words.trim().split(/\s+/);
  return (
    <ol
      className={classes.words}
      data-large={large || undefined}
      data-columns={list.length % 4 === 0 ? 4 : 3}
      aria-label={label}
      translate="no"
    >
      {list.map((word, index) => (
        // The words of a phrase may repeat; their place is their identity.
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <li key={index}>
          <span className={classes.number} aria-hidden>
            {index + 1}
          </span>
          <span className={classes.word}>{word}</span>
        </li>
      ))}
    </ol>
  );
}

/** A long code in groups of four or five, so that it can be read aloud and typed. */
export function Code({ code, label }: { code: string; label: string }) {
  const groups = code.includes('-') ? code.split('-') : (code.match(/.{1,4}/g) ?? []);
  return (
    <output className={classes.code} aria-label={label} translate="no" data-code={code}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the groups never change their order
        <span key={index}>{group}</span>
      ))}
    </output>
  );
}
