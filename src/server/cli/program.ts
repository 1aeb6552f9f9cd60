import { Command, CommanderError, Option } from 'commander'
import { AppError } from '../http/app-error.ts'
import { recompute } from '../models/recompute.ts'
import { verifyReference } from '../reference/verify-reference.ts'
import { installStarter } from '../starter/install-starter.ts'
import { asOfDay, endOfDay } from './as-of.ts'
import { addBackupCommands } from './commands/backup.ts'
import { addBenchCommand } from './commands/bench.ts'
import { addBudgetCommands } from './commands/budgets.ts'
import { addContactCommands } from './commands/contacts.ts'
import { addCustomerCommands } from './commands/customer.ts'
import { addDoctorCommand } from './commands/doctor.ts'
import { addIdentityCommands } from './commands/identity.ts'
import { addEvaluateCommand } from './commands/evaluate.ts'
import { addImportCommand } from './commands/import.ts'
import { addKeyCommands } from './commands/keys.ts'
import { addMemberCommands } from './commands/members.ts'
import { addStaffCommands } from './commands/staff.ts'
import { addReplayCommand } from './commands/replay.ts'
import { addReviewCommands } from './commands/review.ts'
import { addVerifyCommand } from './commands/verify.ts'
import { seedDemoStore } from './demo.ts'
import { isEmpty, withContext } from './open.ts'
import { recomputeToday } from './recompute-daily.ts'
import { serve } from './serve.ts'
import { type ServeOptions, serveOptions } from './serve-options.ts'
import { serveSimulator } from './commands/simulator.ts'
import { addTagCommands } from './tags.ts'
import { CommandFailed, complain, print } from './terminal.ts'

function buildProgram(): Command {
  const program = new Command('zhike')
  program
    .description('知客: a WeCom sales sidebar with LTV, offers and coupons')
    .exitOverride()
    .showHelpAfterError('"zhike --help" lists the commands, "zhike COMMAND --help" their options.')
  program
    .command('start', { hidden: true })
    .description('migrate, fill an empty database with the demo store when no WeCom app is set, and serve')
    .action(() => serve({ seeds: true, drainMs: 0 }))
  program
    .command('serve')
    .description('migrate and serve')
    .option(
      '--drain <seconds>',
      'after SIGTERM, say "not ready" this long before taking no more requests',
      '3',
    )
    .addOption(new Option('--job-pace <ms>', 'first look, looks, leases').hideHelp())
    .action((options: ServeOptions) => serve({ seeds: false, ...serveOptions(options) }))
  program
    .command('migrate')
    .description('bring the database up to date')
    .action(() => withContext(async () => print('The database is up to date.')))
  program
    .command('demo')
    .description('fill an empty database with the demo store')
    .action(() =>
      withContext(async (context) => {
        if (!context.config.isDemo)
          throw new CommandFailed('WECOM_*: the demo store is for installations without them; unset them')
        if (!(await isEmpty(context.db))) {
          throw new CommandFailed(
            'DATABASE_URL: this database is not empty; give the demo store an empty one, e.g. file:./data/demo.sqlite',
          )
        }
        await seedDemoStore(context, print)
      }),
    )
  program
    .command('starter')
    .description('install the script library and offers without invented products, as drafts')
    .option('--publish', 'publish them at once', false)
    .action((options: { publish: boolean }) =>
      withContext(async (context) => {
        const { offers, scripts } = await installStarter(context, options)
        print(
          `${offers} offers and ${scripts} scripts ${options.publish ? 'published' : 'installed as drafts'}.`,
        )
      }),
    )
  program
    .command('recompute')
    .description('fit the LTV model anew, recompute segments, expire tags; safe beside a running server')
    .option('--as-of <date>', 'look at the store as of the end of this day (YYYY-MM-DD); default: now')
    .option('--json', 'print the fit as JSON on the last line', false)
    .addOption(new Option('--daily <leaseMs>', 'the one of the day, once among all processes').hideHelp())
    .action((options: { asOf?: string; json: boolean; daily?: string }) => {
      const { daily } = options
      if (daily !== undefined) return withContext((context) => recomputeToday(context, Number(daily)))
      const day = options.asOf === undefined ? null : asOfDay(options.asOf)
      return withContext(async (context) => {
        const now = context.now()
        const asOf = day === null ? now : endOfDay(day, { now, timeZone: context.config.timeZone })
        const fit = await recompute(context, { asOf, ...(options.json ? {} : { print }) })
        if (options.json) print(JSON.stringify(fit))
      })
    })
  program
    .command('simulator')
    .description('a stand-in for WeCom, in front of an app that has WECOM_* set')
    .requiredOption('--app <url>', 'address of the app')
    .option('--port <number>', 'port of the simulator', '3100')
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .action(serveSimulator)
  addImportCommand(program)
  addEvaluateCommand(program)
  addReplayCommand(program)
  addKeyCommands(program)
  addStaffCommands(addMemberCommands(program))
  addIdentityCommands(addCustomerCommands(program))
  addTagCommands(program)
  addReviewCommands(program)
  addDoctorCommand(program)
  addVerifyCommand(program)
  addBackupCommands(program)
  addContactCommands(program)
  addBudgetCommands(program)
  addBenchCommand(program)
  program
    .command('verify-reference', { hidden: true })
    .argument('<dir>', 'folder with CDNOW_sample.txt and CDNOW_master.txt')
    .description('reproduce the published fits')
    .action(async (folder: string) => {
      if (!(await verifyReference(folder, print)))
        throw new CommandFailed('The reference was not reproduced.')
    })
  return program
}

/** Runs one command line and answers its exit code: 0, 1 (failed) or 2 (usage). */
export async function runCli(args: readonly string[]): Promise<number> {
  const program = buildProgram()
  if (args.length === 0) {
    program.outputHelp()
    return 0
  }
  try {
    await program.parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof AppError) {
      complain(error.message)
      return 1
    }
    if (error instanceof CommandFailed) {
      complain(error.message)
      return error.exitCode
    }
    complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
    return 1
  }
}
