import type { ReactNode } from 'react';
import { useId } from 'react';
import classes from './Section.module.css';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  /** Draws no box; for pages that are one flow. */
  readonly plain?: boolean;
}

/** A titled part of a page; a region for assistive technology. */
export function Section({ title, aside, children, plain }: SectionProps) {
  const id = useId();
  return (
    <section className={plain ? classes.plain : classes.section} aria-labelledby={id}>
      <header className={classes.head}>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {aside ? <div className={classes.aside}>{aside}</div> : null}
      </header>
      {children}
    </section>
  );
}

/** Label and value pairs, as a description list. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd className="tabular">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: ReactNode;
}

/** What a place says while there is nothing in it: what belongs here and how it gets here. */
export function Empty({ title, children, actions, icon }: EmptyProps) {
  return (
    <div className={classes.empty}>
      {icon ? <div className={classes.emptyIcon}>{icon}</div> : null}
      <p className={classes.emptyTitle}>{title}</p>
      {children ? <div className={classes.emptyBody}>{children}</div> : null}
      {actions ? <div className={classes.emptyActions}>{actions}</div> : null}
    </div>
  );
}
