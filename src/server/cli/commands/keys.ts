import type { Command } from 'commander'
import { createKeys, keyScopes } from '../../keys/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const longestName = 80

function scopesOf(list: string): string[] {
  const scopes = list
    .split(',')
    .map((scope) => scope.trim())
    .filter((scope) => scope !== '')
  const unknown = scopes.filter((scope) => !(keyScopes as readonly string[]).includes(scope))
  const choice = `choose from ${keyScopes.join(', ')}`
  if (unknown.length > 0) throw new CommandFailed(`--scopes: ${unknown.join(', ')} unknown; ${choice}`, 2)
  if (scopes.length === 0) throw new CommandFailed(`--scopes: names none; ${choice}`, 2)
  return scopes
}

function nameOf(text: string): string {
  const name = text.trim()
  if (name.length > 0 && name.length <= longestName) return name
  throw new CommandFailed(`--name: give 1 to ${longestName} characters`, 2)
}

/** `keys create|list|revoke`: what shop systems sign in with. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('keys of shop systems')
  keys
    .command('create')
    .description('make a key; it is printed once, alone on the last line')
    .requiredOption('--name <name>', 'whose key it is')
    .requiredOption('--scopes <list>', `comma-separated: ${keyScopes.join(', ')}`)
    .action((options: { name: string; scopes: string }) => {
      const name = nameOf(options.name)
      const scopes = scopesOf(options.scopes)
      return withContext(async (context) => {
        const { key } = await createKeys(context).create(name, scopes)
        print(key)
      })
    })
  keys
    .command('list')
    .description('names, scopes and dates; never the keys')
    .action(() =>
      withContext(async (context) => {
        for (const key of await createKeys(context).list()) {
          const made = new Date(key.createdAt).toISOString()
          const state = key.revokedAt === null ? 'live' : `revoked ${new Date(key.revokedAt).toISOString()}`
          print(`${key.keyId}  ${key.name}  ${key.scopes.join(',')}  ${made}  ${state}`)
        }
      }),
    )
  keys
    .command('revoke')
    .argument('<keyId>', 'the first column of "zhike keys list"')
    .description('stop a key at once')
    .action((keyId: string) =>
      withContext(async (context) => {
        if (!(await createKeys(context).revoke(keyId)))
          throw new CommandFailed(`keyId: there is no live key ${keyId}; "zhike keys list" shows them`)
        print(`${keyId} is revoked.`)
      }),
    )
}
