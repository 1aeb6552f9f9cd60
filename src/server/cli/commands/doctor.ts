import type { Command } from 'commander'
import type { Diagnostics } from '../../../contract/diagnostics.ts'
import { check } from '../../diagnostics/check.ts'
import { reportLines } from '../../diagnostics/report-lines.ts'
import { createServices } from '../../services.ts'
import { loadConfig, withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

/** What keeps even the checks from being made: a bad key, or a database that cannot be opened. */
function unopened(id: 'config' | 'database', detail: string): Diagnostics {
  const cure =
    id === 'config'
      ? {
          title: '配置有误',
          cause: '上面的键缺少或写错了。',
          steps: ['照提示改好 .env 或环境变量', '再运行一次'],
        }
      : {
          title: '数据库打不开',
          cause: '见上面的说明。',
          steps: ['照说明改好 DATABASE_URL 或启动数据库', '再运行一次'],
        }
  return {
    checkedAt: Date.now(),
    verdict: 'broken',
    checks: [check(id, 'broken', detail, { cure })],
    faults: [],
    addresses: [],
    settings: [],
  }
}

async function diagnose(): Promise<Diagnostics> {
  let stage: 'config' | 'database' = 'config'
  try {
    loadConfig()
    stage = 'database'
    return await withContext((context) => createServices(context).diagnostics.read())
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error
    return unopened(stage, error.message)
  }
}

/** `doctor`: the checks of the diagnostics page on a terminal; exit code 1 when something has to be mended. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database and WeCom, and say what to change where')
    .option('--json', 'print the result as JSON', false)
    .action(async (options: { json: boolean }) => {
      const found = await diagnose()
      for (const line of options.json ? [JSON.stringify(found)] : reportLines(found)) print(line)
      if (found.verdict === 'broken') throw new CommandFailed('Something has to be mended.')
    })
}
