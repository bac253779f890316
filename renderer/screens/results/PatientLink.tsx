import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Results.module.css';

/** A patient's name, which leads to the chart, and their age. */
export function PatientLink({ patient }: { patient: PatientHit }) {
  const { go } = useNavigation();
  const { age } = useFormat();
  return (
    <span className={classes.patient}>
      <button type="button" className={classes.link} onClick={() => go({ name: 'patient', id: patient.id })}>
        {patient.name}
      </button>
      <span className={classes.quiet}>{age(patient.birthDate)}</span>
    </span>
  );
}
