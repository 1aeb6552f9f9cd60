import path from 'node:path'
import type { Cluster } from './cluster.ts'
import { type Proxy, startProxy } from './proxy.ts'

/** Where a store keeps its data, and how that place can be hurt. */
export type Place = SqlitePlace | PostgresPlace

export interface SqlitePlace {
  engine: 'SQLite'
  /** What the servers are given. */
  url: string
  /** Without anything in between. */
  directUrl: string
  close: () => Promise<void>
}

export interface PostgresPlace {
  engine: 'PostgreSQL'
  url: string
  directUrl: string
  cluster: Cluster
  proxy: Proxy
  close: () => Promise<void>
}

export function sqlitePlace(folder: string): SqlitePlace {
  const file = path.join(folder, 'store.sqlite')
  return {
    engine: 'SQLite',
    url: `file:${file}`,
    directUrl: `file:${file}`,
    close: async () => undefined,
  }
}

let made = 0

/** A database of its own in the cluster, reached through a proxy. */
export async function postgresPlace(cluster: Cluster): Promise<PostgresPlace> {
  made += 1
  const name = `store_${made}`
  await cluster.createDatabase(name)
  const proxy = await startProxy(cluster.port)
  const at = (port: number) => `${cluster.credentials}127.0.0.1:${port}/${name}`
  return {
    engine: 'PostgreSQL',
    url: at(proxy.port),
    directUrl: at(cluster.port),
    cluster,
    proxy,
    close: () => proxy.close(),
  }
}
