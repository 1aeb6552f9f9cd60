import type { Config } from './config.ts'
import type { Database } from './db/connect.ts'

/** What every service gets: configuration, database, clock, randomness and a log. Tests replace them whole. */
export interface ServerContext {
  config: Config
  db: Database
  now: () => number
  randomBytes: (count: number) => Uint8Array
  log: Log
}

export interface Log {
  info: (details: object, message: string) => void
  warn: (details: object, message: string) => void
  error: (details: object, message: string) => void
}

const alphabet = '0123456789abcdefghijkmnpqrstuvwxyz'

/** An opaque id: prefix, time (sortable) and 80 random bits. */
export function newId(context: Pick<ServerContext, 'now' | 'randomBytes'>, prefix: string): string {
  let random = ''
  for (const byte of context.randomBytes(16)) random += alphabet.charAt(byte % 32)
  return `${prefix}_${context.now().toString(36)}${random}`
}
