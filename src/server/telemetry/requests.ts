import { Counter, Histogram } from 'prom-client'
import { inRegistry, secondsBuckets } from './registry.ts'

const requests = new Counter({
  ...inRegistry,
  name: 'zhike_http_requests_total',
  help: 'Requests answered, by route pattern and class of status',
  labelNames: ['method', 'route', 'status'],
})
const seconds = new Histogram({
  ...inRegistry,
  name: 'zhike_http_request_seconds',
  help: 'From the head of a request to the end of its answer, by route pattern',
  labelNames: ['method', 'route'],
  buckets: secondsBuckets,
})

export interface Answered {
  method: string
  /** The pattern; undefined where no route was found. */
  route: string | undefined
  status: number
  ms: number
}

/** What has no route is counted as one, so that strangers can't make up labels. */
export function countRequest({ method, route, status, ms }: Answered): void {
  const labels = route === undefined ? { method: 'any', route: 'none' } : { method, route }
  requests.inc({ ...labels, status: `${Math.floor(status / 100)}xx` })
  seconds.observe(labels, ms / 1000)
}
