/** device request, approve, confirm, list. */
import { hostname } from 'node:os';
import type { Command } from 'commander';
import { fail, ok, type Result } from '../../../shared/base/result.ts';
import { VaultState } from '../../../shared/bridge/index.ts';
import { contextOf, type Listener, unwrap, withClinic, withVault } from '../context.ts';
import type { World } from '../world.ts';

export function addDeviceCommands(program: Command, world: World): void {
  const { say } = world;
  const device = program.command('device').description(say('the workstations of the clinic', '诊所的工作站'));

  device
    .command('request')
    .description(say('on a new workstation: show a code, wait for the approval', '在新工作站上：显示代码并等待批准'))
    .requiredOption('--remote <url>', say('address of a cloud endpoint', '云端地址'))
    .option('--workstation <name>', say('name of this workstation', '本工作站名称'), hostname())
    .action(async (options: { remote: string; workstation: string }, command: Command) => {
      const context = contextOf(world, command);
      const { approved, listen } = waitForApproval();
      const joined = await withVault(
        context,
        async ({ ask }) => {
          context.print(await ask('device.request', options));
          return unwrap(await approved);
        },
        listen,
      );
      context.print({ clinic: joined.clinicName, deviceId: joined.deviceId, words: joined.words });
    });

  device
    .command('approve')
    .argument('<code>', say('the code that the new workstation shows', '新工作站显示的代码'))
    .description(say('on the owner’s workstation: let the new one in', '在负责人的工作站上：批准新工作站'))
    .action(async (code: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const { deviceId, words } = await withClinic(context, ({ ask }) => ask('device.approve', { code }));
      context.print({ deviceId, words });
    });

  device
    .command('confirm')
    .argument('<words...>', say('the six words that the owner’s workstation shows', '负责人工作站显示的六个词'))
    .description(say('on the new workstation: the words are the same', '在新工作站上：确认六个词一致'))
    .action(async (words: string[], _options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withVault(context, ({ ask }) => ask('device.confirm', { words: words.join(' ') })));
    });

  device
    .command('list')
    .description(say('the workstations of the clinic', '列出诊所的工作站'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('device.list', {})));
    });
}

type Approved = Extract<VaultState, { kind: 'joining' }>;

/** Hears the state of the home until the words are there, or the request is over. */
function waitForApproval(): { approved: Promise<Result<Approved>>; listen: Listener } {
  let asked = false;
  let settle: (result: Result<Approved>) => void = () => {};
  const approved = new Promise<Result<Approved>>((resolve) => {
    settle = resolve;
  });
  const listen: Listener = (name, payload) => {
    if (name !== 'state') return;
    const state = VaultState.parse(payload);
    if (state.kind === 'joining') {
      asked = true;
      if (state.words !== undefined) settle(ok(state));
    } else if (asked) {
      const reason = state.kind === 'empty' ? state.joinFailure : undefined;
      settle(
        fail(
          reason?.code ?? 'not-enrolled',
          reason?.message ??
            'The request ended without an approval: it took too long or was refused. Ask again with a new code.',
        ),
      );
    }
  };
  return { approved, listen };
}
