import { drawRate } from '../../../domain/learning/random/beta-draw.ts'
import { drawGamma } from '../../../domain/learning/random/gamma-draw.ts'
import type { Draw } from '../../../domain/learning/random/generator.ts'
import { wholeBetween } from './draws.ts'

const historyDays = 720
const buyersShare = 0.9
/** MBG/NBD in weeks: with those who never bought ten orders for each customer over these days. */
const rate = { r: 1.2, alphaWeeks: 2.5 }
const leaving = { a: 0.8, b: 8 }
/** Gamma-Gamma: the spread of one order's value about its customer's level, and that of the levels. */
export const spend = { p: 4, q: 3.5 }

/** A customer as the models see one. */
export interface Buyer {
  /** Whole days before today, latest last; 1 = yesterday. None = never bought. */
  daysAgo: number[]
  /** The rate of the values of the orders: each is Gamma(p) over it. */
  valueRate: number
}

/**
 * A buyer drawn from MBG/NBD and Gamma-Gamma: a first order, after each order maybe gone for good, else the next one after
 * an exponential time. Source: Batislam, Denizel & Filiztekin (2007); Fader & Hardie, note 025.
 */
export function drawBuyer(draw: Draw): Buyer {
  if (draw() >= buyersShare) return { daysAgo: [], valueRate: 1 }
  const firstAgo = wholeBetween(draw, 1, historyDays)
  const perDay = drawGamma(rate.r, draw) / rate.alphaWeeks / 7
  const leaves = drawRate(leaving, draw)
  const daysAgo = []
  for (let days = 0; days < firstAgo; days -= Math.log(1 - draw()) / perDay) {
    daysAgo.push(firstAgo - Math.floor(days))
    if (draw() < leaves) break
  }
  return { daysAgo, valueRate: drawGamma(spend.q, draw) }
}
