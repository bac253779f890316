import { useId } from 'react';
import classes from './WhoList.module.css';

interface WhoProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
  /** Enter on a name, or a click: on to the passphrase. */
  readonly onNext: () => void;
}

/** People by name, one of them chosen; the arrow keys move, Enter goes on. */
export function WhoList({ label, names, chosen, onChoose, onNext }: WhoProps) {
  const id = useId();
  return (
    <fieldset className={classes.who}>
      <legend>{label}</legend>
      <div className={classes.names}>
        {names.map((name) => (
          <label key={name} className={classes.name} data-chosen={name === chosen || undefined}>
            <input
              type="radio"
              name={id}
              checked={name === chosen}
              onChange={() => onChoose(name)}
              onClick={(event) => event.detail > 0 && onNext()}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return;
                event.preventDefault();
                onNext();
              }}
            />
            <span>{name}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
