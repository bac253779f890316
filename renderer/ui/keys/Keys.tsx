import { Fragment } from 'react';
import classes from './Keys.module.css';

/** A shortcut as the keys that are pressed; `caps` as renderer/commands/keys.ts gives them. */
export function Keys({ caps }: { caps: readonly string[] }) {
  return (
    <span className={classes.keys}>
      {caps.map((cap, index) => (
        // the same key may come twice
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change their order
        <Fragment key={index}>
          {index > 0 ? ' ' : null}
          <kbd className={classes.cap}>{cap}</kbd>
        </Fragment>
      ))}
    </span>
  );
}
