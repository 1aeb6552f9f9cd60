import { type Command, InvalidArgumentError } from 'commander'
import type { BenchPart, Figure } from '../../bench/bench-part.ts'
import { figureTable, isMet } from '../../bench/figure-table.ts'
import { benchOrders } from '../../bench/orders/orders-bench.ts'
import { serveFloor } from '../../bench/panel/floor-server.ts'
import { benchPanel } from '../../bench/panel/panel-bench.ts'
import { benchRecompute } from '../../bench/recompute/recompute-bench.ts'
import { benchRedeem } from '../../bench/redeem/redeem-bench.ts'
import { openStore } from '../../bench/store/kept-store.ts'
import { CommandFailed, print } from '../terminal.ts'

const parts: Record<string, BenchPart> = {
  panel: benchPanel,
  orders: benchOrders,
  redeem: benchRedeem,
  recompute: benchRecompute,
}

interface Options {
  customers: number
  keep?: string
  seconds: number
  only?: string
  json: boolean
}

function count(text: string): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('must be a whole number above 0.')
  return value
}

async function runBench({ customers, keep, seconds, only, json }: Options): Promise<void> {
  const names = only === undefined ? Object.keys(parts) : only.split(',')
  const unknown = names.find((name) => parts[name] === undefined)
  if (unknown !== undefined)
    throw new CommandFailed(`--only: "${unknown}" is none of ${Object.keys(parts).join(', ')}`, 2)
  const tell = json ? () => undefined : print
  const store = await openStore({ customers, keep }, tell)
  const figures: Figure[] = []
  try {
    for (const name of names) figures.push(...((await parts[name]?.(store, { seconds, print: tell })) ?? []))
  } finally {
    await store.remove()
  }
  if (json) return print(JSON.stringify(figures))
  print('')
  for (const line of figureTable(figures)) print(line)
  const missed = figures.filter((figure) => isMet(figure) === false).length
  print('')
  print(missed === 0 ? 'All bounds are kept.' : `${missed} of the bounds are not kept.`)
}

export function addBenchCommand(program: Command): void {
  program
    .command('bench', { hidden: true })
    .description('generate a store, measure it and print the figures beside floors measured in the same run')
    .option('--customers <number>', 'size of the store, with ten orders a customer', count, 10_000)
    .option('--keep <dir>', 'keep the store there, or use the one that is kept')
    .option('--seconds <number>', 'length of each measurement', count, 10)
    .option('--only <parts>', `some of ${Object.keys(parts).join(', ')}, separated by commas`)
    .option('--json', 'print the figures as JSON', false)
    .action(runBench)
  program
    .command('bench-floor', { hidden: true })
    .argument('<recording>')
    .argument('<databaseUrl>')
    .argument('<port>')
    .action((recording: string, databaseUrl: string, port: string) =>
      serveFloor(recording, databaseUrl, Number(port)),
    )
}
