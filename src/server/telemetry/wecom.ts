import { Counter, Gauge, Histogram } from 'prom-client'
import { inRegistry, secondsBuckets } from './registry.ts'

/** `refused` with an error code, `limited` by WeCom's own limits, `unreachable`: no answer that could be read. */
export type CallOutcome = 'ok' | 'refused' | 'limited' | 'unreachable'

const calls = new Counter({
  ...inRegistry,
  name: 'zhike_wecom_calls_total',
  help: 'Calls of the WeCom server API, by path and outcome: ok, refused, limited, unreachable',
  labelNames: ['path', 'outcome'],
})
const seconds = new Histogram({
  ...inRegistry,
  name: 'zhike_wecom_call_seconds',
  help: 'How long WeCom took to answer, or we to give up',
  labelNames: ['path'],
  buckets: secondsBuckets,
})
const breaker = new Gauge({
  ...inRegistry,
  name: 'zhike_wecom_breaker_open',
  help: '1 while WeCom counts as down and is asked only now and then',
})

export function countCall(path: string, outcome: CallOutcome, ms: number): void {
  calls.inc({ path, outcome })
  seconds.observe({ path }, ms / 1000)
}

export function tellBreaker(isOpen: boolean): void {
  breaker.set(isOpen ? 1 : 0)
}
