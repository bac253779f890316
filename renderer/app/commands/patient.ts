import {
  IconDoorEnter,
  IconPencil,
  IconReportMedical,
  IconSearch,
  IconStethoscope,
  IconUserPlus,
} from '@tabler/icons-react';
import { patientOf } from '../../screens/contract.ts';
import type { CommandEntry } from './scene.ts';

/** Patients, and the one whose chart is open. */
export const patientCommands: readonly CommandEntry[] = [
  {
    id: 'patient.visit',
    name: 'commands.visit',
    also: 'commands.also.visit',
    icon: IconStethoscope,
    group: 'patient',
    keys: ['V'],
    shown: ({ may, route }) => patientOf(route) !== undefined && route.name !== 'visit' && may.write('Encounter'),
    run: ({ go, route }) => go({ name: 'visit', id: patientOf(route) ?? '' }),
  },
  {
    id: 'patient.arrive',
    name: 'commands.arrive',
    also: 'commands.also.arrive',
    icon: IconDoorEnter,
    group: 'patient',
    keys: ['Q'],
    shown: ({ may, route }) => route.name === 'patient' && may.write('Appointment'),
    run: ({ go, route }) => go({ name: 'today', arrive: patientOf(route) ?? '' }),
  },
  {
    id: 'patient.edit',
    name: 'chart.editPatient',
    also: 'commands.also.edit',
    icon: IconPencil,
    group: 'patient',
    keys: ['E'],
    shown: ({ may, route }) => patientOf(route) !== undefined && route.name !== 'edit' && may.write('Patient'),
    run: ({ go, route }) => go({ name: 'edit', id: patientOf(route) ?? '' }),
  },
  {
    id: 'patient.chart',
    name: 'commands.chart',
    icon: IconReportMedical,
    group: 'patient',
    shown: ({ route }) => patientOf(route) !== undefined && route.name !== 'patient',
    run: ({ go, route }) => go({ name: 'patient', id: patientOf(route) ?? '' }),
  },
  {
    id: 'patient.register',
    name: 'patients.register',
    also: 'commands.also.register',
    icon: IconUserPlus,
    group: 'patient',
    keys: ['N'],
    shown: ({ may, route }) => may.write('Patient') && route.name !== 'register',
    run: ({ go }) => go({ name: 'register' }),
  },
  {
    id: 'patient.find',
    name: 'top.search',
    icon: IconSearch,
    group: 'patient',
    keys: ['mod+K', '/'],
    shown: ({ may }) => may.read('Patient'),
    run: ({ open }) => open('find'),
  },
];
