import type { FastifyInstance } from 'fastify'
import { ownOrigin } from '../front/origins.ts'
import { defaultSwitches } from '../protocol/switches.ts'
import { patchSwitches, rotateTokens, type SimulatorState } from '../state/simulator-state.ts'
import { readAgentConfigCheck, readCorpConfigCheck } from './read-check.ts'
import { verifyAgentConfig, verifyCorpConfig } from './verify-config.ts'
import { worldView } from './world-view.ts'

/** What the chat window, the bridge and tests ask of the simulator itself. */
export function registerWindowApi(app: FastifyInstance, state: SimulatorState): void {
  app.get('/simulator/api/world', async () => worldView(state))

  app.get('/simulator/api/switches', async () => state.switches)

  app.put('/simulator/api/switches', async (request, reply) => {
    const refused = patchSwitches(state, request.body)
    return refused.length > 0 ? reply.code(400).send({ refused }) : state.switches
  })

  app.delete('/simulator/api/switches', async () => {
    patchSwitches(state, defaultSwitches)
    return state.switches
  })

  app.post('/simulator/api/rotate-tokens', async (_request, reply) => {
    rotateTokens(state)
    return reply.code(204).send()
  })

  app.post('/simulator/api/bridge/agent-config', async (request) =>
    verifyAgentConfig(state, ownOrigin(request), readAgentConfigCheck(request.body)),
  )

  app.post('/simulator/api/bridge/corp-config', async (request) =>
    verifyCorpConfig(state, ownOrigin(request), readCorpConfigCheck(request.body)),
  )

  app.get('/simulator/api/media/:mediaId', async (request) => ({
    verdict: state.media.check((request.params as { mediaId: string }).mediaId),
  }))
}
