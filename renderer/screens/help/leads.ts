import type { HelpTopic } from '../contract.ts';

/** Where a topic leads, as commands: what somebody may not do is not offered. */
export const LEADS: Readonly<Record<HelpTopic, readonly string[]>> = {
  register: ['patient.register', 'go.patients'],
  find: ['patient.find', 'go.patients'],
  day: ['go.today', 'go.appointments'],
  visit: ['go.today', 'go.patients'],
  prescribing: ['go.patients', 'go.settings'],
  results: ['go.results', 'go.settings'],
  print: ['go.patients', 'go.settings'],
  sync: ['sync.now', 'go.sync'],
  conflicts: ['go.inbox'],
  duplicates: ['patient.duplicates', 'go.patients'],
  backup: ['go.settings'],
  kit: ['go.settings'],
  workstation: ['go.sync'],
  users: ['go.users', 'session.switch'],
  analysis: ['go.analysis'],
  exchange: ['go.exchange'],
  keys: ['window.keys', 'window.commands'],
};
