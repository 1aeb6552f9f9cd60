import type { FastifyInstance } from 'fastify'

export interface Draining {
  isOn: () => boolean
  begin: () => void
}

declare module 'fastify' {
  interface FastifyInstance {
    draining: Draining
  }
}

/**
 * A process about to stop serves on and asks each client to come back by another connection: a balancer that keeps
 * connections open finds none of them closed under a request.
 */
export function drainOnDemand(app: FastifyInstance): void {
  let isOn = false
  app.decorate('draining', {
    isOn: () => isOn,
    begin: () => {
      isOn = true
    },
  })
  app.addHook('onSend', async (_request, reply) => {
    if (isOn) reply.header('connection', 'close')
  })
}
