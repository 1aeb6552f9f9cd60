import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../http/app-error.ts'
import type { Admission, Release } from './admission.ts'

/** Who holds room for a body sends it within this time, or loses the connection. */
const sendingMs = 60_000

interface Turn {
  release: Release
  /** Its rows are being stored: the room is needed until that ends, whether or not the client waits for it. */
  isStoring: boolean
}

export interface Turns {
  /** Stores the rows of an admitted request and gives its room back. */
  storing: <T>(request: FastifyRequest, run: () => Promise<T>) => Promise<T>
}

/** Lets requests of this scope in one after the other; their bodies are not read before. `largestBytes` counts for a length not told. */
export function takeTurns(scope: FastifyInstance, admission: Admission, largestBytes: number): Turns {
  const turns = new WeakMap<FastifyRequest, Turn>()

  async function enter(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const told = Number(request.headers['content-length'] ?? largestBytes)
    const bytes = Number.isFinite(told) ? Math.min(told, largestBytes) : largestBytes
    const turn = admission.enter(bytes)
    if (turn === null) {
      throw new AppError('rate_limited', {
        message: 'ingest: too much arrives at once; send this request again after the seconds of Retry-After',
        details: { retryAfterSeconds: admission.retryAfterSeconds() },
      })
    }
    const own: Turn = { release: await turn, isStoring: false }
    turns.set(request, own)
    const timer = setTimeout(() => {
      if (!own.isStoring) request.raw.destroy()
    }, sendingMs)
    const leave = () => {
      clearTimeout(timer)
      if (!own.isStoring) own.release()
    }
    reply.raw.once('finish', leave).once('close', leave)
    if (request.raw.destroyed) leave()
  }

  scope.addHook('onRequest', enter)
  return {
    async storing(request, run) {
      const turn = turns.get(request)
      if (turn) turn.isStoring = true
      try {
        return await run()
      } finally {
        turn?.release()
      }
    },
  }
}
