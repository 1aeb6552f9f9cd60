import type { FastifyInstance } from 'fastify'
import { registry } from '../../../src/server/telemetry/registry.ts'

/** A line of the text format: name, labels, value. */
export const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[\d.]+(?:e[+-]?\d+)?|NaN|[+-]Inf)$/

export type Figures = ReturnType<typeof figuresIn>

/** What a text says; a figure that it does not name is 0. Labels stand in the order of their names. */
export function figuresIn(text: string) {
  const values = new Map<string, number>()
  for (const line of text.split('\n')) {
    const [, name, labels = '', value] = sampleLine.exec(line) ?? []
    if (name === undefined) continue
    const sorted = labels.split(/,(?=\w+=")/).sort()
    values.set(labels === '' ? name : `${name}{${sorted.join(',')}}`, Number(value))
  }
  return (sample: string): number => values.get(sample) ?? 0
}

export async function figuresOf(app: FastifyInstance): Promise<Figures> {
  return figuresIn((await app.inject('/metrics')).body)
}

export async function ownFigures(): Promise<Figures> {
  return figuresIn(await registry.metrics())
}
