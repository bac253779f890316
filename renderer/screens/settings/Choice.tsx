import { type ReactNode, useId } from 'react';
import classes from './Settings.module.css';

/** What is chosen, and the control that chooses beside it; `children` is given the id of the label. */
export function Choice({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={classes.choice}>
      <span id={id}>{label}</span>
      {children(id)}
    </div>
  );
}
