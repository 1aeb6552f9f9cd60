import type { Socket } from 'node:net'

/** What a connection of the driver has and does not declare. */
export interface Driver {
  /** The server's process behind the connection. */
  processID: number | null
  connection: { stream: Socket }
  query: (...given: unknown[]) => unknown
}

export const driverOf = (client: object) => client as Driver

/** A connection beside the pool. */
export interface Asker {
  client: object
  connect: () => Promise<unknown>
  rows: <T>(text: string, values?: unknown[]) => Promise<T[]>
  end: () => Promise<void>
}

/** A new one, which waits no longer than this to be connected and for each answer. */
export type OpenAsker = (askMs: number) => Asker
