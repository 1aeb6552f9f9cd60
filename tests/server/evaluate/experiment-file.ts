import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LogOptions } from '../../../src/server/evaluate/log-options.ts'
import { generateLog, type World } from '../../domain/learning/generated-log.ts'

/** A generated log as text: columns spend, city, mail, bought and share, the probability of the logged mail. */
export function experimentText(world: World, rows: number, seed: number): string {
  const { log, customers } = generateLog(world, rows, seed)
  const lines = customers.map(({ spend, city }, row) => {
    const action = log.actions[row] ?? 0
    const cells = [spend.toFixed(4), `"city, ${city}"`, names[action], log.rewards[row], world.shares[action]]
    return cells.join(',')
  })
  return `spend,city,mail,bought,share\n${lines.join('\n')}\n`
}

const names = ['none', 'men', 'women']

export const experimentOptions: LogOptions = {
  action: 'mail',
  reward: 'bought',
  features: ['spend', 'city'],
  propensity: null,
  costs: new Map(),
  value: 1,
  none: 'none',
}

/** Writes texts as files into a folder of their own. */
export async function textFiles() {
  const folder = await mkdtemp(path.join(tmpdir(), 'zhike-log-'))
  let count = 0
  return {
    async write(text: string): Promise<string> {
      count += 1
      const file = path.join(folder, `log-${count}.csv`)
      await writeFile(file, text)
      return file
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
