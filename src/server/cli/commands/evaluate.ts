import type { Command } from 'commander'
import { EvaluateFailed } from '../../evaluate/evaluate-failed.ts'
import { evaluateFile } from '../../evaluate/evaluation.ts'
import type { LogOptions } from '../../evaluate/log-options.ts'
import { reportLines } from '../../evaluate/report-lines.ts'
import { CommandFailed, print } from '../terminal.ts'

interface EvaluateOptions {
  action: string
  reward: string
  features: string
  propensity?: string
  cost?: string
  value: string
  none?: string
  seeds: string
  json: boolean
}

const mostSeeds = 100
const usage = (message: string) => new CommandFailed(message, 2)

function numberOf(option: string, text: string): number {
  const number = text.trim() === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number)) return number
  throw usage(`${option}: "${text}" is not a number`)
}

function costsOf(list: string | undefined): Map<string, number> {
  const costs = new Map<string, number>()
  for (const entry of list === undefined ? [] : list.split(',')) {
    const at = entry.lastIndexOf('=')
    if (at < 1) throw usage(`--cost: "${entry}" is not ACTION=NUMBER, e.g. coupon=3.5`)
    costs.set(entry.slice(0, at).trim(), numberOf('--cost', entry.slice(at + 1)))
  }
  return costs
}

function propensityOf(text: string | undefined): LogOptions['propensity'] {
  if (text === undefined) return null
  if (text.trim() === '' || !Number.isFinite(Number(text))) return text
  const share = Number(text)
  if (share > 0 && share <= 1) return share
  throw usage(`--propensity: ${text} is no probability above 0 and at most 1`)
}

function featuresOf({ features: list, action, reward, propensity }: EvaluateOptions): string[] {
  const features = [...new Set(list.split(',').map((name) => name.trim()))].filter((name) => name !== '')
  if (features.length === 0) throw usage('--features: names no column')
  const outcome = features.find((name) => name === action || name === reward || name === propensity)
  if (outcome !== undefined)
    throw usage(`--features: ${outcome} is known only after the action, or decides it; leave it out`)
  return features
}

function seedsOf(text: string): number {
  const seeds = numberOf('--seeds', text)
  if (Number.isInteger(seeds) && seeds >= 1 && seeds <= mostSeeds) return seeds
  throw usage(`--seeds: ${text} is not a whole number from 1 to ${mostSeeds}`)
}

async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  const features = featuresOf(options)
  if (options.action === options.reward) throw usage('--reward: names the same column as --action')
  const logOptions: LogOptions = {
    action: options.action,
    reward: options.reward,
    features,
    propensity: propensityOf(options.propensity),
    costs: costsOf(options.cost),
    value: numberOf('--value', options.value),
    none: options.none ?? null,
  }
  try {
    const evaluation = await evaluateFile(file, logOptions, seedsOf(options.seeds))
    for (const line of reportLines(evaluation)) print(line)
    if (options.json) print(JSON.stringify(evaluation))
  } catch (error) {
    if (!(error instanceof EvaluateFailed)) throw error
    throw new CommandFailed(error.message, error.fault === 'usage' ? 2 : 1)
  }
}

/** `evaluate`: what a policy would have earned, judged on any logged randomised experiment. */
export function addEvaluateCommand(program: Command): void {
  program
    .command('evaluate')
    .argument('<log>', 'CSV with a header, one row per randomised decision')
    .description('judge our learning on a logged randomised experiment: IPS, SNIPS, doubly robust, replay')
    .requiredOption('--action <column>', 'what was done')
    .requiredOption('--reward <column>', 'what came of it, a number')
    .requiredOption('--features <columns>', 'comma-separated: what was known before; numbers or words')
    .option(
      '--propensity <column|number>',
      'probability of the logged action; default: the share of each action',
    )
    .option('--cost <action=number,...>', 'what one row of an action costs; default 0')
    .option('--value <number>', 'what one unit of reward is worth', '1')
    .option('--none <action>', 'the action that means "no offer"')
    .option('--seeds <number>', `splits to average over, 1 to ${mostSeeds}`, '5')
    .option('--json', 'print the same as one JSON object on the last line', false)
    .action(evaluate)
}
