import type { ReactNode } from 'react';
import classes from './Visit.module.css';

interface PartProps {
  readonly title: string;
  /** Its first field says as much as the title, which is only read out. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** A part of the visit with several fields under one name. */
export function Part({ title, quiet, children }: PartProps) {
  return (
    <fieldset className={classes.part}>
      <legend className={quiet ? 'visually-hidden' : undefined}>{title}</legend>
      {children}
    </fieldset>
  );
}
