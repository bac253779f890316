/** device request, approve, accept, confirm, renew, list. */
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { fail, ok, type Result, raise } from '../../../shared/base/result.ts';
import { VaultState } from '../../../shared/bridge/index.ts';
import { contextOf, type Listener, unwrap, withClinic, withVault } from '../context.ts';
import { askPassphrase } from '../passphrase.ts';
import { barAndListener } from '../progress-listener.ts';
import type { World } from '../world.ts';

/** How often it is asked whether the new keys are there. */
const RENEWAL_MS = 200;

interface RequestOptions {
  readonly remote?: string;
  readonly file?: string;
  readonly workstation: string;
}

export function addDeviceCommands(program: Command, world: World): void {
  const { say } = world;
  const device = program.command('device').description(say('the workstations of the clinic', '诊所的工作站'));

  device
    .command('request')
    .description(say('on a new workstation: show a code, wait for the approval', '在新工作站上：显示代码并等待批准'))
    .option('--remote <url>', say('address of a cloud endpoint', '云端地址'))
    .option('--file <file>', say('without a network: write the request there', '不联网：把申请写到此文件'))
    .option('--workstation <name>', say('name of this workstation', '本工作站名称'), hostname())
    .action(async ({ remote, file, workstation }: RequestOptions, command: Command) => {
      const context = contextOf(world, command);
      if (file !== undefined && remote === undefined)
        return context.print(
          await withVault(context, ({ ask }) => ask('device.requestFile', { file: resolve(file), workstation })),
        );
      if (remote === undefined || file !== undefined)
        command.error(say('either --remote or --file', '--remote 与 --file 二选一'));
      const { approved, listen } = waitForApproval();
      const joined = await withVault(
        context,
        async ({ ask }) => {
          context.print(await ask('device.request', { remote, workstation }));
          return unwrap(await approved);
        },
        listen,
      );
      context.print({ clinic: joined.clinicName, deviceId: joined.deviceId, words: joined.words });
    });

  device
    .command('approve')
    .argument('<code>', say('the code that the new workstation shows', '新工作站显示的代码'))
    .option('--file <file>', say('without a network: the request that it wrote', '不联网：新工作站写出的申请文件'))
    .option('--out <file>', say('without a network: where the answer goes', '不联网：答复写到此文件'))
    .description(say('on the owner’s workstation: let the new one in', '在负责人的工作站上：批准新工作站'))
    .action(async (code: string, { file, out }: { file?: string; out?: string }, command: Command) => {
      const context = contextOf(world, command);
      if ((file === undefined) !== (out === undefined))
        command.error(say('--file and --out go together', '--file 与 --out 须同时给出'));
      const { deviceId, words } = await withClinic(context, ({ ask }) =>
        file === undefined || out === undefined
          ? ask('device.approve', { code })
          : ask('device.approveFile', { code, request: resolve(file), answer: resolve(out) }),
      );
      context.print({ deviceId, words });
    });

  device
    .command('accept')
    .argument('<file>', say('the answer that the owner’s workstation wrote', '负责人工作站写出的答复文件'))
    .description(say('on the new workstation, without a network: take the answer', '在新工作站上（不联网）：采用答复'))
    .action(async (file: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const { clinicName, deviceId, words } = await withVault(context, ({ ask }) =>
        ask('device.acceptFile', { file: resolve(file) }),
      );
      context.print({ clinic: clinicName, deviceId, words });
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
    .command('renew')
    .description(
      say(
        'on a workstation that was restored or copied: new keys, approved on another one; sends again what only it has',
        '在恢复过或被复制过的工作站上：换用新密钥，在另一台上批准，并重新上传只有本机才有的内容',
      ),
    )
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      const passphrase = await askPassphrase(world);
      const { bar, listen } = barAndListener(world);
      const renewed = await withClinic(
        context,
        async ({ ask }) => {
          context.print(await ask('device.renew', { passphrase }));
          for (;;) {
            const { state, failure } = await ask('device.renewal', {});
            if (state === 'none' || failure) bar.clear();
            if (failure) raise(failure.code, failure.message, failure.params);
            if (state === 'none') return ask('device.list', {});
            await pause(RENEWAL_MS);
          }
        },
        listen,
        passphrase,
      );
      context.print({ deviceId: renewed.find(({ self }) => self)?.deviceId ?? '' });
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
