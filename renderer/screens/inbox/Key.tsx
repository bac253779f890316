import classes from './Inbox.module.css';

/** The key that does the same as the button it stands in. */
export function Key({ children }: { children: string | number }) {
  return (
    <kbd className={classes.key} aria-hidden>
      {children}
    </kbd>
  );
}
