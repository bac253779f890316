/** user add, list, disable, enable, role, passphrase. */
import { Argument, type Command, Option } from 'commander';
import { ROLES, type Role } from '../../../shared/access/roles.ts';
import { raise } from '../../../shared/base/result.ts';
import { type AskOrRaise, contextOf, withClinic } from '../context.ts';
import { askNewPassphrase, askPassphrase } from '../passphrase.ts';
import type { World } from '../world.ts';

/** The passphrase of somebody else, or the new one; beside XINGLIN_PASSPHRASE, which is that of who acts. */
const NEW = 'XINGLIN_NEW_PASSPHRASE';

export function addUserCommands(program: Command, world: World): void {
  const { say } = world;
  const user = program.command('user').description(say('who works in the clinic', '诊所的人员'));

  user
    .command('list')
    .description(say('users, their roles, and when they were last seen', '列出人员、角色和最近活动'))
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(await withClinic(context, ({ ask }) => ask('user.list', {})));
    });

  user
    .command('add')
    .argument('<name>', say('as on the lock screen', '显示在锁屏上的姓名'))
    .addOption(new Option('--role <role>', say('what they may do', '角色')).choices(ROLES).makeOptionMandatory())
    .description(
      say(
        'add a user; the first passphrase is asked for, or taken from XINGLIN_NEW_PASSPHRASE',
        '添加人员；初始口令在终端输入，或取自 XINGLIN_NEW_PASSPHRASE',
      ),
    )
    .action(async (name: string, { role }: { role: Role }, command: Command) => {
      const context = contextOf(world, command);
      const added = await withClinic(context, async ({ ask }) => {
        return ask('user.add', { name, role, passphrase: await askNewPassphrase(world, NEW) });
      });
      context.print(added);
    });

  user
    .command('role')
    .argument('<name>', say('who', '姓名'))
    .addArgument(new Argument('<role>', say('what they may do from now on', '今后的角色')).choices(ROLES))
    .description(say('give a user another role', '更改角色'))
    .action(async (name: string, role: Role, _options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(
        await withClinic(context, async ({ ask }) => ask('user.role', { id: await idOf(ask, name), role })),
      );
    });

  for (const [name, call, words] of [
    ['disable', 'user.disable', say('no log-in any more; what they wrote stays', '停用：不能再登录，所写内容保留')],
    ['enable', 'user.enable', say('let a disabled user in again', '重新启用')],
  ] as const) {
    user
      .command(name)
      .argument('<name>', say('who', '姓名'))
      .description(words)
      .action(async (who: string, _options: object, command: Command) => {
        const context = contextOf(world, command);
        context.print(await withClinic(context, async ({ ask }) => ask(call, { id: await idOf(ask, who) })));
      });
  }

  user
    .command('reset')
    .argument('<name>', say('who', '姓名'))
    .description(
      say(
        'give somebody who forgot it a new first passphrase (and new keys); asked for, or taken from XINGLIN_NEW_PASSPHRASE',
        '为忘记口令的人设置新的初始口令（同时更换其密钥）；在终端输入，或取自 XINGLIN_NEW_PASSPHRASE',
      ),
    )
    .action(async (name: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      context.print(
        await withClinic(context, async ({ ask }) =>
          ask('user.reset', { id: await idOf(ask, name), passphrase: await askNewPassphrase(world, NEW) }),
        ),
      );
    });

  user
    .command('passphrase')
    .description(
      say(
        'change one’s own passphrase; the new one is asked for, or taken from XINGLIN_NEW_PASSPHRASE',
        '修改自己的口令；新口令在终端输入，或取自 XINGLIN_NEW_PASSPHRASE',
      ),
    )
    .action(async (_options: object, command: Command) => {
      const context = contextOf(world, command);
      const old = await askPassphrase(world);
      await withClinic(
        context,
        async ({ ask }) => ask('user.passphrase', { old, new: await askNewPassphrase(world, NEW) }),
        undefined,
        old,
      );
      context.print({});
    });
}

async function idOf(ask: AskOrRaise, name: string): Promise<string> {
  const found = (await ask('user.list', {})).find((user) => user.name === name);
  return found?.id ?? raise('not-found', 'The clinic has no user of this name. user list shows all of them.');
}
