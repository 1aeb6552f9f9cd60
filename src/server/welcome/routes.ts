import type { FastifyInstance } from 'fastify'
import {
  changeChannel,
  createChannel,
  listChannels,
  removeChannel,
  setStoreWelcome,
} from '../../contract/channels.ts'
import { type Gate, register } from '../http/register.ts'
import type { Channels } from './channels.ts'

export function channelRoutes(app: FastifyInstance, gate: Gate, channels: Channels): void {
  register(app, gate, listChannels, () => channels.overview())
  register(app, gate, createChannel, ({ actor, body, settle }) => channels.create(actor.userId, body, settle))
  register(app, gate, changeChannel, async ({ actor, params, body }) => ({
    channel: await channels.change(actor.userId, params.channelId, body),
  }))
  register(app, gate, removeChannel, async ({ actor, params }) => {
    await channels.remove(actor.userId, params.channelId)
    return { channelId: params.channelId }
  })
  register(app, gate, setStoreWelcome, async ({ actor, body }) => ({
    storeWelcome: await channels.setStoreWelcome(actor.userId, body.welcome),
  }))
}
