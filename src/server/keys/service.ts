import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { recordAudit } from '../audit/record.ts'
import { newId, type ServerContext } from '../context.ts'
import type { Database } from '../db/connect.ts'
import { AppError } from '../http/app-error.ts'
import type { KeyHolder } from '../http/register.ts'
import { findByHash, insertKey, listKeys, revokeKey } from './repository.ts'

export const keyScopes = ['ingest', 'redeem', 'metrics'] as const
export type KeyScope = (typeof keyScopes)[number]

export interface ApiKey {
  keyId: string
  name: string
  scopes: string[]
  createdAt: number
  revokedAt: number | null
}

const randomByteCount = 24
const keyShape = /^zk_[A-Za-z0-9_-]{32}$/
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex')

export type Keys = ReturnType<typeof createKeys>

/** Keys of shop systems. Only a hash is stored: the key itself is shown once, when it is made. */
export function createKeys(context: Pick<ServerContext, 'db' | 'now' | 'randomBytes'>) {
  const { db, now, randomBytes } = context

  /** Keys are made and stopped on the command line alone. */
  function audit(trx: Database, action: string, keyId: string, details: object): Promise<void> {
    const subject = { subjectKind: 'key', subjectId: keyId }
    return recordAudit(trx, context, { at: now(), actor: 'cli', action, ...subject, details })
  }

  /** `key` is `zk_` and 192 random bits; it cannot be shown again. */
  async function create(name: string, scopes: readonly string[]): Promise<ApiKey & { key: string }> {
    const trimmed = name.trim()
    if (trimmed.length === 0 || trimmed.length > 80) {
      throw new AppError('invalid_input', { message: 'name: must have 1 to 80 characters' })
    }
    const unknown = scopes.filter((scope) => !(keyScopes as readonly string[]).includes(scope))
    if (scopes.length === 0 || unknown.length > 0) {
      const problem = unknown.length > 0 ? `${unknown.join(', ')} is unknown; ` : ''
      throw new AppError('invalid_input', {
        message: `scopes: ${problem}give one or more of ${keyScopes.join(', ')}`,
      })
    }
    const key = `zk_${Buffer.from(randomBytes(randomByteCount)).toString('base64url')}`
    const made = {
      keyId: newId(context, 'key'),
      name: trimmed,
      createdAt: now(),
      revokedAt: null,
    }
    const granted = [...new Set(scopes)]
    await db.transaction().execute(async (trx) => {
      await insertKey(trx, { ...made, keyHash: hashOf(key), scopesJson: JSON.stringify(granted) })
      await audit(trx, 'key.created', made.keyId, { name: trimmed, scopes: granted })
    })
    return { ...made, scopes: granted, key }
  }

  async function list(): Promise<ApiKey[]> {
    const rows = await listKeys(db)
    return rows.map(({ keyId, name, scopesJson, createdAt, revokedAt }) => {
      return { keyId, name, scopes: JSON.parse(scopesJson) as string[], createdAt, revokedAt }
    })
  }

  /** Stops a key at once; false when there is no such key in use. */
  function revoke(keyId: string): Promise<boolean> {
    return db.transaction().execute(async (trx) => {
      const isRevoked = await revokeKey(trx, keyId, now())
      if (isRevoked) await audit(trx, 'key.revoked', keyId, {})
      return isRevoked
    })
  }

  /** The holder of the request's bearer key, looked up by its hash: how long that takes tells nothing about other keys. */
  async function requireKey(request: Pick<FastifyRequest, 'headers'>, scope: string): Promise<KeyHolder> {
    const [, key = ''] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? []
    if (!keyShape.test(key)) throw new AppError('bad_key')
    const found = await findByHash(db, hashOf(key))
    if (!found || found.revokedAt !== null) throw new AppError('bad_key')
    if (!(JSON.parse(found.scopesJson) as string[]).includes(scope)) {
      throw new AppError('forbidden', { message: `key: lacks the scope ${scope}; make a key that has it` })
    }
    return { keyId: found.keyId, name: found.name }
  }

  return { create, list, revoke, requireKey }
}
