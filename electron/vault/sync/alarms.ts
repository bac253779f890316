/** What sync raises an alarm for: something that an honest endpoint and honest workstations do not do. A person has to read it. */
import { raise } from '../../../shared/base/result.ts';
import type { Workspace } from '../records/workspace.ts';
import { raiseAlarm } from '../storage/remotes.ts';

/** What each alarm says. The window translates by code. */
export const ALARMS = {
  'cloud-lost-data':
    'The cloud lost data that it had confirmed. Nothing is lost here; everything is being sent again. Ask whoever runs the endpoint.',
  'log-forked':
    'The cloud shows another order of changes than it did before, or than it shows another workstation. Only what workstations of this clinic have signed was taken. Sync over another cloud until whoever runs the endpoint has explained it.',
  'log-withheld':
    'The cloud keeps back changes that another workstation has seen there. Nothing is lost here. Sync with another cloud that has them, and ask whoever runs the endpoint.',
  'membership-forked':
    'The cloud shows another list of workstations than the one that was verified here. Nothing was taken. Ask whoever runs the endpoint.',
  'workstation-unlisted':
    'In the list of workstations that the cloud has, this one does not stand, though it was approved. Nothing was taken. Ask an owner whether the clinic goes on with that list; if so, renew this workstation (sync page, or `xinglin device renew`): what was written here is sent again.',
  'membership-withheld':
    'The cloud keeps back changes to the list of workstations and users that another workstation has seen. What builds on them waits; nothing is lost.',
  'envelope-malformed': 'The cloud delivered something that is no change of this clinic. It was not taken.',
  'envelope-forged': 'The cloud delivered a change that no workstation of this clinic signed. It was not taken.',
  'envelope-gap': 'The cloud left out changes of a workstation. What follows them was not taken.',
  equivocation:
    'Two different changes claim the same place in the log of one workstation. One of them comes from a copied or restored workstation. Nothing was taken, and nothing is lost. Renew that workstation (sync page, or `xinglin device renew`).',
  'changes-damaged':
    'Damage took a change of this workstation that no cloud has yet. What follows it is safe here but cannot be sent any more. Restore this workstation from a backup, or enrol it again.',
  'contents-withheld':
    'The cloud keeps back the contents of changes without an owner’s redaction that would explain it. Everything else was taken. Sync with another cloud or workstation that has them, and ask whoever runs the endpoint.',
  'redaction-refuted':
    'A redaction states otherwise than what this workstation knows of the same changes. It was set aside; nothing was dropped for it here. Ask the owner whose workstation sent it.',
  'workstation-removed':
    'An owner removed this workstation from the clinic. What is here can still be read; what it had not sent waits for the owner’s decision. To go on working here, ask an owner to approve it as a new workstation.',
  'wipe-guard':
    'What the cloud brings would remove most of the records of this workstation. Nothing of that was taken; changes made here still go out. An owner has to decide on the sync page.',
  'recovered-by-kit':
    'Somebody used the recovery kit: a workstation or an owner was added by it. If nobody of the clinic did that, remove the workstation at once, disable the owner, and make a new clinic with a new kit.',
  'workstation-restored':
    'The cloud has changes of this workstation that it does not know itself: it was restored from an older copy. Nothing is lost. Renew it (sync page, or `xinglin device renew`).',
  'left-behind':
    'Some changes that only this workstation had were not written again under its new keys: whoever made them might not, an owner had redacted their record, or this version does not know them. They stay in the database from before, which was kept.',
} as const;
export type AlarmCode = keyof typeof ALARMS;

/** Raises an alarm about a remote; the conversation may go on. */
export function alarm(workspace: Workspace, remote: string, code: AlarmCode): void {
  workspace.store.transaction((writer) =>
    raiseAlarm(writer, { code, remote, message: ALARMS[code], since: workspace.clock.now() }),
  );
}

/** Raises an alarm and ends the conversation with cloud-alarm. */
export function stop(workspace: Workspace, remote: string, code: AlarmCode): never {
  alarm(workspace, remote, code);
  raise('cloud-alarm', ALARMS[code], { alarm: code });
}
