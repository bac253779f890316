import type { ReactNode } from 'react';
import classes from './Visit.module.css';

interface PartProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A part of the visit with several fields under one name. */
export function Part({ title, children }: PartProps) {
  return (
    <fieldset className={classes.part}>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
