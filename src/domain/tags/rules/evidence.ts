import { minuteMs } from '../../calendar.ts'
import { yuan } from '../../money.ts'
import type { FactValue, TagFacts } from '../facts/tag-facts.ts'
import { type FactName, kindOf } from './fact-kinds.ts'
import { factValue } from './holds.ts'

const placeholder = /\{([^{}]*)\}/g

/** The names in braces; `category` stands for the category itself. */
export function placeholdersOf(template: string): string[] {
  return [...template.matchAll(placeholder)].map(([, name = '']) => name)
}

function shown(value: FactValue, name: string): string {
  if (value === null) return '未知'
  if (Array.isArray(value)) return value.join('、')
  const unit = kindOf(name)?.unit
  if (typeof value === 'number' && unit === 'fen') return yuan(value)
  if (typeof value === 'number' && unit === 'ms') return String(Math.floor(value / minuteMs))
  return String(value)
}

/** A template with its facts filled in: fen as 元, dwell as whole minutes, the rest as it is. */
export function fillEvidence(template: string, facts: TagFacts, category: string | null): string {
  return template.replace(placeholder, (_match, name: string) => {
    if (name === 'category') return category ?? ''
    return kindOf(name) === null ? '' : shown(factValue({ fact: name as FactName }, facts, category), name)
  })
}
