import type { FastifyInstance } from 'fastify'
import { renderSVG } from 'uqr'
import type { ContactWayView } from '../protocol/api-message.ts'
import type { SimulatorState } from '../state/simulator-state.ts'

/** As WeCom's own codes say it; in the window they are scanned with a button. */
const codeText = (configId: string) => `https://work.weixin.qq.com/ca/${configId}`

/** Contact-me codes as the window lists and scans them, their pictures, and what the server API put into chats. */
export function registerContactWays(app: FastifyInstance, state: SimulatorState): void {
  const { contactWays, directory, company, apiMessages } = state

  app.get('/simulator/api/contact-ways', async (): Promise<ContactWayView[]> =>
    contactWays.all().map(({ configId, remark, state: channel, userIds }) => ({
      configId,
      remark,
      state: channel,
      memberNames: userIds.map((userId) => directory.member(userId)?.name ?? userId),
    })),
  )

  app.post('/simulator/api/contact-ways/:configId/scan', async (request, reply) => {
    const { configId } = request.params as { configId: string }
    const { name } = (request.body ?? {}) as { name?: unknown }
    const channel = contactWays.find(configId)?.state
    const userId = contactWays.nextMember(configId)
    if (channel === undefined || userId === null) return reply.code(404).send()
    const externalUserId = company.addNewCustomer(userId, typeof name === 'string' ? name : '', channel)
    return externalUserId === null ? reply.code(409).send() : reply.code(201).send({ userId, externalUserId })
  })

  app.get('/simulator/qr/:configId', async (request, reply) => {
    const { configId } = request.params as { configId: string }
    if (!contactWays.find(configId)) return reply.code(404).send()
    return reply
      .type('image/svg+xml')
      .header('cache-control', 'no-cache')
      .send(renderSVG(codeText(configId)))
  })

  app.get('/simulator/api/messages', async (request) => {
    const { since } = request.query as { since?: string }
    const seq = Number(since ?? 0)
    return apiMessages.since(Number.isInteger(seq) ? seq : 0)
  })
}
