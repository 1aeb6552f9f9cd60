export interface AdmissionLimits {
  /** Bodies held in memory at once, together. One that is larger is taken alone. */
  bytes: number
  /** Requests that are read or stored at once. */
  running: number
  /** Requests that wait for their turn, their bodies not read yet. */
  waiting: number
}

/** Twenty shops may send their largest bodies at the same time, and the memory holds two. */
export const admissionLimits: AdmissionLimits = { bytes: 24 * 1024 * 1024, running: 4, waiting: 16 }

/** Gives the room back; more than once changes nothing. */
export type Release = () => void

export interface Admission {
  /** Room for a body of so many bytes, when its turn comes; null when too many wait already. */
  enter: (bytes: number) => Promise<Release> | null
  /** When one that got no room may come again: when what waits now has been worked off at the speed of late, in seconds. */
  retryAfterSeconds: () => number
}

interface Waiting {
  bytes: number
  admit: (release: Release) => void
}

const firstGuessMs = 1000
const longestRetrySeconds = 60
/** How much the latest request counts in the moving mean of their durations. */
const newestShare = 0.2

/** Holds the memory and the database's queue of ingest within bounds: first come, first served, and the rest is told when to return. */
export function createAdmission(limits: AdmissionLimits, now: () => number): Admission {
  const queue: Waiting[] = []
  let [running, bytesHeld, meanMs] = [0, 0, firstGuessMs]

  const hasRoom = (bytes: number) =>
    running === 0 || (running < limits.running && bytesHeld + bytes <= limits.bytes)

  function take(bytes: number): Release {
    const startedAt = now()
    let isHeld = true
    running += 1
    bytesHeld += bytes
    return () => {
      if (!isHeld) return
      isHeld = false
      running -= 1
      bytesHeld -= bytes
      meanMs += (Math.max(0, now() - startedAt) - meanMs) * newestShare
      admitNext()
    }
  }

  function admitNext(): void {
    for (let next = queue[0]; next && hasRoom(next.bytes); next = queue[0]) {
      queue.shift()
      next.admit(take(next.bytes))
    }
  }

  return {
    enter(bytes) {
      if (queue.length === 0 && hasRoom(bytes)) return Promise.resolve(take(bytes))
      if (queue.length >= limits.waiting) return null
      return new Promise((admit) => queue.push({ bytes, admit }))
    },
    retryAfterSeconds() {
      const seconds = Math.ceil(((queue.length + running) * meanMs) / Math.max(1, running) / 1000)
      return Math.min(longestRetrySeconds, Math.max(1, seconds))
    },
  }
}
