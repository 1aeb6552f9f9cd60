import { ref } from 'vue'
import type { Session } from '../../contract/session.ts'

const recentLimit = 20

interface Preferences {
  favourites: string[]
  recent: string[]
}

function isList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function read(key: string): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '{}')
    const { favourites, recent } = stored as Partial<Record<keyof Preferences, unknown>>
    return { favourites: isList(favourites) ? favourites : [], recent: isList(recent) ? recent : [] }
  } catch {
    return { favourites: [], recent: [] }
  }
}

/** The advisor's own habits, kept on this device by corp and user. Script ids only: nothing about customers is stored. */
export function usePreferences(session: Pick<Session, 'corpId' | 'userId'> | null) {
  const key = `zhike:${session?.corpId ?? ''}:${session?.userId ?? ''}`
  const stored = read(key)
  const favourites = ref(stored.favourites)
  const recent = ref(stored.recent)

  function save(): void {
    try {
      localStorage.setItem(key, JSON.stringify({ favourites: favourites.value, recent: recent.value }))
    } catch {
      // A full or forbidden storage costs the habit, not the work.
    }
  }

  function toggleFavourite(scriptId: string): void {
    const isKnown = favourites.value.includes(scriptId)
    favourites.value = isKnown
      ? favourites.value.filter((id) => id !== scriptId)
      : [scriptId, ...favourites.value]
    save()
  }

  function noteUsed(scriptId: string): void {
    recent.value = [scriptId, ...recent.value.filter((id) => id !== scriptId)].slice(0, recentLimit)
    save()
  }

  return { favourites, recent, toggleFavourite, noteUsed }
}
