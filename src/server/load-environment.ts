import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** `.env` in the working directory under the process's own environment, which wins. */
export function loadEnvironment(): Record<string, string | undefined> {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {}
  return { ...file, ...process.env }
}
