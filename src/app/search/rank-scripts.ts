import type { FilledScript } from '../../contract/scripts.ts'
import { findMatch, type Range, type Searchable } from './match.ts'

export interface SearchableScript {
  script: FilledScript
  title: Searchable
  body: Searchable
}

export interface Hit {
  script: FilledScript
  /** Where the query fits in the title, for marking. */
  titleRange: Range | null
  bodyRange: Range | null
}

interface Habits {
  favourites: readonly string[]
  recent: readonly string[]
}

/** Favourite, then recent, then a hit in the title, then the library's own order. */
export function rankScripts(entries: readonly SearchableScript[], query: string, habits: Habits): Hit[] {
  const hits: (Hit & { order: number })[] = []
  entries.forEach(({ script, title, body }, index) => {
    const titleRange = findMatch(title, query)
    const bodyRange = titleRange ? null : findMatch(body, query)
    if (query.trim() !== '' && !titleRange && !bodyRange) return
    const favourite = habits.favourites.includes(script.scriptId) ? 0 : 1
    const recent = habits.recent.includes(script.scriptId) ? 0 : 1
    const place = titleRange ? 0 : 1
    const order = ((favourite * 2 + recent) * 2 + place) * entries.length + index
    hits.push({ script, titleRange, bodyRange, order: query.trim() === '' ? index : order })
  })
  return hits.sort((a, b) => a.order - b.order).map(({ order: _order, ...hit }) => hit)
}
