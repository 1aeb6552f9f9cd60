import { writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { eraseCustomer } from '../../privacy/erasure/erase.ts'
import { exportCustomer } from '../../privacy/export.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const unknown = (id: string) =>
  new CommandFailed(`externalUserId: there is no customer ${id}; give the id in WeCom, or our own`)

/** Only its owner may read it: it holds all that is known of a person. */
const ownerOnly = 0o600

/** `customer export|erase`: what a person may ask for. */
export function addCustomerCommands(program: Command): Command {
  const customer = program.command('customer').description('hand out or erase the data of one person')
  customer
    .command('export')
    .argument('<externalUserId>', 'whose data')
    .option('--out <file>', 'write it there instead of printing it')
    .description('all that is stored about a customer, as JSON')
    .action((id: string, options: { out?: string }) =>
      withContext(async (context) => {
        const data = await exportCustomer(context, { id, actor: 'cli' })
        if (!data) throw unknown(id)
        const text = JSON.stringify(data, null, 2)
        if (options.out === undefined) return print(text)
        try {
          await writeFile(options.out, `${text}\n`, { mode: ownerOnly })
        } catch (cause) {
          const why = cause instanceof Error ? cause.message : 'unknown'
          throw new CommandFailed(`--out: ${options.out} cannot be written (${why})`)
        }
        print(`Written to ${options.out}.`)
      }),
    )
  customer
    .command('erase')
    .argument('<externalUserId>', 'whose data')
    .option('--yes', 'do it; it cannot be undone', false)
    .description('erase a customer: personal data is deleted, ledger and audit keep a pseudonym')
    .action((id: string, options: { yes: boolean }) => {
      if (!options.yes) throw new CommandFailed('--yes: erasing cannot be undone; add --yes to do it', 2)
      return withContext(async (context) => {
        const erased = await eraseCustomer(context, { id, actor: 'cli' })
        if (!erased) throw unknown(id)
        for (const [table, rows] of Object.entries(erased.deleted)) print(`  ${table}: ${rows} deleted`)
        const { rows, uncleared } = erased.rejects
        if (rows > 0) print(`  rejects files of imports: ${rows} row(s) deleted`)
        for (const file of uncleared) print(`  ${file} could not be changed; remove their rows by hand`)
        print(`Erased. Ledger and audit name them ${erased.pseudonym}.`)
      })
    })
  return customer
}
