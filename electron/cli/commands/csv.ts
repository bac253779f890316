/** csv guess. */
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { lookAtTable } from '../../vault/exchange/csv/look.ts';
import { contextOf } from '../context.ts';
import type { World } from '../world.ts';

interface GuessOptions {
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
}

export function addCsvCommands(program: Command, world: World): void {
  const { say } = world;
  const csv = program.command('csv').description(say('tables (CSV) and their mappings', '表格（CSV）及其对应表'));

  csv
    .command('guess')
    .argument('<file>', say('a table: CSV, also .gz', '表格：CSV，也可以是 .gz'))
    .description(say('print a mapping to start from', '显示可供修改的对应表'))
    .addOption(
      new Option('--encoding <name>', say('where it is not the one that is found', '编码（自动识别不对时）')).choices([
        'utf-8',
        'utf-16le',
        'utf-16be',
        'gb18030',
      ]),
    )
    .action(async (file: string, { encoding }: GuessOptions, command: Command) => {
      const context = contextOf(world, command);
      const { format, guessed } = await lookAtTable(resolve(file), encoding ? { encoding } : {}, 1);
      context.print({ ...guessed, file: format });
    });
}
