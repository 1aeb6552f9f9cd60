import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from '../../../src/server/telemetry/registry.ts'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

const file = path.resolve(import.meta.dirname, '../../../.github/alerts.yml')
const alerts = readFileSync(file, 'utf8')
  .split(/^ {6}- alert: /m)
  .slice(1)
  .map((block) => {
    const part = (name: string) => new RegExp(`^ +${name}: (.+)$`, 'm').exec(block)?.[1] ?? ''
    return {
      alert: block.split('\n')[0] ?? '',
      expr: part('expr'),
      action: part('action'),
      summary: part('summary'),
    }
  })

describe.each(engines.slice(0, 1))('the example alerts', ({ open }) => {
  let test: TestApp
  beforeAll(async () => {
    test = await buildTestApp(await open())
  })
  afterAll(() => test.close())

  it('are there, each with a name of its own', () => {
    expect(alerts.length).toBeGreaterThanOrEqual(10)
    expect(new Set(alerts.map(({ alert }) => alert)).size).toBe(alerts.length)
  })

  it.each(alerts)('$alert names metrics and labels that exist, and says what to do', async (entry) => {
    expect(entry.summary).not.toBe('')
    expect(entry.action).toMatch(/^[A-Z].{30,}\.$/)
    const metrics = await registry.getMetricsAsJSON()
    const samples = new Map(
      metrics.flatMap(({ name, type }) => {
        const suffixes = String(type) === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
        return suffixes.map((suffix) => [`${name}${suffix}`, name] as const)
      }),
    )
    const named = entry.expr.match(/\b(?:zhike|nodejs|process)_\w+/g) ?? []
    for (const name of named) expect([...samples.keys()]).toContain(name)
    if (named.length === 0) expect(entry.expr).toMatch(/^up\{/)
    for (const [, metric = '', labels = ''] of entry.expr.matchAll(/\b(zhike_\w+)\{([^}]*)\}/g)) {
      const family = registry.getSingleMetric(samples.get(metric) ?? '') as unknown as {
        labelNames: string[]
      }
      for (const [, label] of labels.matchAll(/(\w+)=~?"/g)) expect(family.labelNames).toContain(label)
    }
  })
})
