import type { FastifyInstance, FastifyReply } from 'fastify'
import type { SimulatorState } from '../state/simulator-state.ts'

type Fields = Record<string, string | undefined>
const fieldsOf = (value: unknown): Fields =>
  Object.fromEntries(
    Object.entries(typeof value === 'object' && value !== null ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

const settle = (reply: FastifyReply, isDone: boolean, otherwise: number) =>
  reply.code(isDone ? 204 : otherwise).send()
const settleNew = (reply: FastifyReply, name: string, id: string | null) =>
  id === null ? reply.code(409).send() : reply.code(201).send({ [name]: id })

/** What people do in their clients and in the admin console; each of it sends the event that it causes. */
export function registerEventApi(app: FastifyInstance, state: SimulatorState): void {
  const { company, tagDesk, groupDesk, events } = state

  app.get('/simulator/api/events', async () => ({
    isConfigured: events.isConfigured,
    deliveries: events.deliveries(),
  }))
  app.post('/simulator/api/events/verify', async () => ({ problem: await events.verify() }))

  app.post('/simulator/api/customers', async (request, reply) => {
    const { userId = '', name = '', state: channel } = fieldsOf(request.body)
    return settleNew(reply, 'externalUserId', company.addNewCustomer(userId, name, channel))
  })

  app.post('/simulator/api/follows', async (request, reply) => {
    const { userId = '', externalUserId = '', state: channel, kind, welcomeCode } = fieldsOf(request.body)
    const code = welcomeCode === 'none' || welcomeCode === 'new' ? welcomeCode : 'as-platform'
    const isAdded =
      kind === 'half'
        ? company.halfAddCustomer(userId, externalUserId, channel, { code })
        : company.addCustomer(userId, externalUserId, channel, { code })
    return settle(reply, isAdded, 409)
  })

  const follow = '/simulator/api/follows/:userId/:externalUserId'
  app.put(follow, async (request, reply) => {
    const { userId = '', externalUserId = '' } = fieldsOf(request.params)
    const { remark, description } = fieldsOf(request.body)
    const { tagIds } = (request.body ?? {}) as { tagIds?: unknown }
    const change = {
      ...(remark === undefined ? {} : { remark }),
      ...(description === undefined ? {} : { description }),
      ...(Array.isArray(tagIds) ? { tagIds: tagIds.map(String) } : {}),
    }
    return settle(reply, company.editFollow(userId, externalUserId, change), 404)
  })

  app.delete(follow, async (request, reply) => {
    const { userId = '', externalUserId = '' } = fieldsOf(request.params)
    const { by } = fieldsOf(request.query)
    const isDeleted =
      by === 'customer'
        ? company.deleteByCustomer(userId, externalUserId)
        : company.deleteByMember(userId, externalUserId, { isByTransfer: by === 'transfer' })
    return settle(reply, isDeleted, 404)
  })

  app.post(`${follow}/transfer-failure`, async (request, reply) => {
    const { userId = '', externalUserId = '' } = fieldsOf(request.params)
    const { reason = 'customer_refused' } = fieldsOf(request.body)
    return settle(reply, company.failTransfer(userId, externalUserId, reason), 404)
  })

  app.post('/simulator/api/tag-groups', async (request, reply) =>
    settleNew(reply, 'groupId', tagDesk.createGroup(fieldsOf(request.body)['name'] ?? '')),
  )
  app.post('/simulator/api/tag-groups/:id/tags', async (request, reply) => {
    const { id = '' } = fieldsOf(request.params)
    return settleNew(reply, 'tagId', tagDesk.createTag(id, fieldsOf(request.body)['name'] ?? ''))
  })
  app.post('/simulator/api/tag-groups/:id/shuffle', async (request, reply) =>
    settle(reply, tagDesk.shuffle(fieldsOf(request.params)['id'] ?? ''), 404),
  )
  app.put('/simulator/api/tags/:id', async (request, reply) => {
    const { id = '' } = fieldsOf(request.params)
    return settle(reply, tagDesk.rename(id, fieldsOf(request.body)['name'] ?? ''), 404)
  })
  app.delete('/simulator/api/tags/:id', async (request, reply) =>
    settle(reply, tagDesk.remove(fieldsOf(request.params)['id'] ?? ''), 404),
  )

  app.post('/simulator/api/groups', async (request, reply) => {
    const { name = '', ownerUserId = '' } = fieldsOf(request.body)
    return settleNew(reply, 'chatId', groupDesk.create(name, ownerUserId))
  })
  const group = '/simulator/api/groups/:chatId'
  app.put(group, async (request, reply) => {
    const { chatId = '' } = fieldsOf(request.params)
    const { name, ownerUserId } = fieldsOf(request.body)
    const isNamed = name === undefined || groupDesk.rename(chatId, name)
    const isOwned = ownerUserId === undefined || groupDesk.changeOwner(chatId, ownerUserId)
    return settle(reply, isNamed && isOwned, 404)
  })
  app.delete(group, async (request, reply) =>
    settle(reply, groupDesk.dismiss(fieldsOf(request.params)['chatId'] ?? ''), 404),
  )
  app.put(`${group}/customers/:externalUserId`, async (request, reply) => {
    const { chatId = '', externalUserId = '' } = fieldsOf(request.params)
    return settle(reply, groupDesk.join(chatId, externalUserId), 409)
  })
  app.delete(`${group}/customers/:externalUserId`, async (request, reply) => {
    const { chatId = '', externalUserId = '' } = fieldsOf(request.params)
    return settle(reply, groupDesk.leave(chatId, externalUserId), 404)
  })
}
