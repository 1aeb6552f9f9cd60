import type {
  BinnedFeature,
  LoggedExperiment,
} from '../../../src/domain/learning/evaluation/logged-experiment.ts'
import { drawNormal } from '../../../src/domain/learning/random/gamma-draw.ts'
import { mulberry32, type Draw } from '../../../src/domain/learning/random/generator.ts'

export interface Customer {
  /** Uniform in 0..1; bins are its eighths. */
  spend: number
  /** 0, 1 or 2. */
  city: number
}

export interface World {
  actionCount: number
  /** Shares with which the log draws its actions. */
  shares: readonly number[]
  /** Reward before noise: a rate when `reward` draws a yes or no from it. */
  mean: (customer: Customer, action: number) => number
  reward: (mean: number, draw: Draw) => number
}

export const yesOrNo = (mean: number, draw: Draw) => (draw() < mean ? 1 : 0)

/** Few buyers and a log-normal basket: a standard deviation of many times the mean. */
export const skewedSpend = (mean: number, draw: Draw) =>
  draw() < 0.02 ? (mean / 0.02) * Math.exp(drawNormal(draw) - 0.5) : 0

export interface GeneratedLog {
  log: LoggedExperiment
  customers: Customer[]
  /** True mean reward of the log's own customers when each gets the chosen action. */
  trueValue: (choose: (customer: Customer) => number) => number
}

/** A randomised log whose truth is known. */
export function generateLog(world: World, rows: number, seed: number): GeneratedLog {
  const draw = mulberry32(seed)
  const customers = Array.from({ length: rows }, () => ({ spend: draw(), city: Math.floor(draw() * 3) }))
  const actions = customers.map(() => drawAction(world.shares, draw))
  const spend: BinnedFeature = {
    name: 'spend',
    bins: customers.map((customer) => Math.floor(customer.spend * 8)),
    binCount: 8,
    isOrdered: true,
  }
  const city: BinnedFeature = {
    name: 'city',
    bins: customers.map((customer) => customer.city),
    binCount: 3,
    isOrdered: false,
  }
  const log: LoggedExperiment = {
    actionCount: world.actionCount,
    actions,
    rewards: customers.map((customer, row) => world.reward(world.mean(customer, actions[row] ?? 0), draw)),
    propensities: actions.map((action) => world.shares[action] ?? 1),
    features: [spend, city],
  }
  const trueValue = (choose: (customer: Customer) => number) =>
    customers.reduce((sum, customer) => sum + world.mean(customer, choose(customer)), 0) / rows
  return { log, customers, trueValue }
}

function drawAction(shares: readonly number[], draw: Draw): number {
  let rest = draw()
  const place = shares.findIndex((share) => (rest -= share) < 0)
  return place < 0 ? shares.length - 1 : place
}

const third = 1 / 3

/** Each city has an arm of its own that does better there. */
export const personalWorld: World = {
  actionCount: 3,
  shares: [third, third, third],
  mean: ({ city }, action) => (city === action ? 0.22 : 0.1),
  reward: yesOrNo,
}

/** One arm is best for everybody; the features move the level only. */
export const commonWorld: World = {
  actionCount: 3,
  shares: [third, third, third],
  mean: ({ spend, city }, action) => 0.08 + 0.06 * spend + 0.02 * city + ([0, 0.05, 0.03][action] ?? 0),
  reward: yesOrNo,
}

/** The common world in money, with rewards so noisy that no segment can be told apart. */
export const noisyWorld: World = {
  ...commonWorld,
  mean: (customer, action) => 10 * commonWorld.mean(customer, action),
  reward: skewedSpend,
}

/** Three arms logged 70 : 20 : 10; dear customers should get arm 2, the others arm 0. */
export const unevenWorld: World = {
  actionCount: 3,
  shares: [0.7, 0.2, 0.1],
  mean: ({ spend }, action) => [0.15, 0.12, spend > 0.5 ? 0.3 : 0.05][action] ?? 0,
  reward: yesOrNo,
}
