import type { Command } from 'commander'
import { progressLine } from '../../contacts/progress-line.ts'
import type { Contacts } from '../../contacts/service.ts'
import { createServices } from '../../services.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const redrawMs = 100
const clearLine = '\r\u001b[2K'

/** Draws on a terminal, at most ten times a second; says nothing into a pipe or a file. */
function progressBar(): (line: string) => void {
  let drawnAt = -Infinity
  return (line) => {
    const at = performance.now()
    if (!process.stdout.isTTY || at - drawnAt < redrawMs) return
    drawnAt = at
    process.stdout.write(clearLine + line.slice(0, process.stdout.columns - 1))
  }
}

async function importAll(contacts: Contacts, signal: AbortSignal): Promise<void> {
  const draw = progressBar()
  const outcome = await contacts.import({ signal, onProgress: (progress) => draw(progressLine(progress)) })
  if (process.stdout.isTTY) process.stdout.write(clearLine)
  const progress = await contacts.progress()
  const { membersDone, membersTotal, contacts: customers, failures, problem } = progress
  const summary = `${membersDone} of ${membersTotal} members, ${customers} customers, ${failures} members failed.`
  switch (outcome) {
    case 'finished':
      await contacts.refreshMembers(signal)
      return print(summary)
    case 'busy':
      throw new CommandFailed(`Another process is reading the customers now: ${summary}`)
    case 'stopped':
      throw new CommandFailed(`${summary}\nStopped; the same command goes on from there.`)
    case 'failed':
      throw new CommandFailed(
        `${summary}\n${problem ?? 'WeCom did not answer'}. "zhike doctor" says what to mend; the same command goes on from there.`,
      )
  }
}

/** `contacts import`: the customers of all members, read from WeCom. */
export function addContactCommands(program: Command): void {
  const contacts = program.command('contacts').description('the customers that WeCom knows')
  contacts
    .command('import')
    .description('read the customers of all members from WeCom; goes on where it was stopped')
    .action(() =>
      withContext(async (context) => {
        if (context.config.isDemo)
          throw new CommandFailed('WECOM_*: set them first; the demo store has its customers already', 2)
        const stop = new AbortController()
        const onSignal = () => stop.abort()
        process.once('SIGINT', onSignal)
        process.once('SIGTERM', onSignal)
        try {
          await importAll(createServices(context).contacts, stop.signal)
        } finally {
          process.off('SIGINT', onSignal)
          process.off('SIGTERM', onSignal)
        }
      }),
    )
}
