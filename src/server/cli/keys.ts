import type { Command } from 'commander'
import { createKeys, keyScopes } from '../keys/service.ts'
import { withContext } from './open.ts'
import { CommandFailed, print } from './terminal.ts'

function scopesOf(list: string): string[] {
  const scopes = list.split(',').map((scope) => scope.trim())
  const unknown = scopes.filter((scope) => !(keyScopes as readonly string[]).includes(scope))
  if (unknown.length > 0) {
    throw new CommandFailed(`--scopes: ${unknown.join(', ')} unknown; choose from ${keyScopes.join(', ')}`, 2)
  }
  return scopes
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
      const scopes = scopesOf(options.scopes)
      return withContext(async (context) => {
        const { key } = await createKeys(context).create(options.name, scopes)
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
    .argument('<keyId>')
    .description('stop a key at once')
    .action((keyId: string) =>
      withContext(async (context) => {
        if (!(await createKeys(context).revoke(keyId)))
          throw new CommandFailed(`keyId: there is no live key ${keyId}`)
        print(`${keyId} is revoked.`)
      }),
    )
}
