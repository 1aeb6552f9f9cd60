import type { ContactWay } from '../../state/contact-ways.ts'
import type { SimulatorState } from '../../state/simulator-state.ts'
import { type Answer, type Call, type Endpoint, failure, ok, text, textList } from '../answer.ts'
import { pageOf } from '../paging.ts'

const mostMembers = 100
const longestState = 30
const longestRemark = 30

type Settings = Pick<ContactWay, 'state' | 'remark' | 'isUnverified' | 'userIds'>

/** What is given for a code, or the failure it is. A field that is left out stays as it was. */
function settingsOf(
  { state, body }: Call,
  type: ContactWay['type'],
  before: Settings,
): Settings | { failed: Answer } {
  const userIds = body['user'] === undefined ? before.userIds : textList(body['user'])
  const settings = {
    state: body['state'] === undefined ? before.state : text(body['state']),
    remark: body['remark'] === undefined ? before.remark : text(body['remark']),
    isUnverified: body['skip_verify'] === undefined ? before.isUnverified : body['skip_verify'] === true,
    userIds,
  }
  const isTooLong = [...settings.state].length > longestState || [...settings.remark].length > longestRemark
  if (userIds.length === 0) return { failed: failure(40063) }
  if (isTooLong || userIds.length > mostMembers || (type === 1 && userIds.length > 1))
    return { failed: failure(40058) }
  const members = userIds.map((userId) => state.directory.member(userId))
  if (members.includes(undefined)) return { failed: failure(60111) }
  return members.some((member) => member?.status !== 1) ? { failed: failure(41054) } : settings
}

/** Where the picture of a code is, on the origin that the browser sees. */
function qrCodeUrl({ origin, state }: Call, configId: string): string {
  const own = state.appOrigin === null ? (state.events.appOrigin() ?? origin) : origin
  return `${own}/simulator/qr/${configId}`
}

function wayOf({ state, body }: Call): ContactWay | undefined {
  return state.contactWays.find(text(body['config_id']))
}

function made(way: ContactWay, call: Call): Record<string, unknown> {
  const qr = way.scene === 2 ? { qr_code: qrCodeUrl(call, way.configId) } : {}
  return { config_id: way.configId, ...qr }
}

const isOneOrTwo = (value: unknown): value is 1 | 2 => value === 1 || value === 2

const add: Endpoint = {
  method: 'POST',
  path: 'externalcontact/add_contact_way',
  isCustomerContact: true,
  answer(call) {
    const { type, scene } = call.body
    if (!isOneOrTwo(type) || !isOneOrTwo(scene)) return failure(40058)
    const settings = settingsOf(call, type, { state: '', remark: '', isUnverified: true, userIds: [] })
    if ('failed' in settings) return settings.failed
    const { now, randomToken } = call.state
    const createdAtSeconds = Math.floor(now() / 1000)
    const way = { configId: randomToken(), type, scene, ...settings, createdAtSeconds, scans: 0 }
    call.state.contactWays.add(way)
    return ok(made(way, call))
  },
}

const get: Endpoint = {
  method: 'POST',
  path: 'externalcontact/get_contact_way',
  isCustomerContact: true,
  answer(call) {
    const way = wayOf(call)
    if (!way) return failure(40058)
    const { type, scene, remark, state, userIds, isUnverified } = way
    const fields = { type, scene, remark, state, skip_verify: isUnverified, user: userIds, party: [] }
    return ok({ contact_way: { ...made(way, call), ...fields } })
  },
}

const update: Endpoint = {
  method: 'POST',
  path: 'externalcontact/update_contact_way',
  isCustomerContact: true,
  answer(call) {
    const way = wayOf(call)
    if (!way) return failure(40058)
    const settings = settingsOf(call, way.type, way)
    if ('failed' in settings) return settings.failed
    Object.assign(way, settings)
    return ok()
  },
}

const remove: Endpoint = {
  method: 'POST',
  path: 'externalcontact/del_contact_way',
  isCustomerContact: true,
  answer: ({ state, body }) => (state.contactWays.remove(text(body['config_id'])) ? ok() : failure(40058)),
}

function madeWithin(state: SimulatorState, from: unknown, until: unknown): ContactWay[] {
  const [start, end] = [Number(from ?? 0), Number(until ?? Number.POSITIVE_INFINITY)]
  return state.contactWays
    .all()
    .filter(({ createdAtSeconds }) => createdAtSeconds >= start && createdAtSeconds <= end)
}

const list: Endpoint = {
  method: 'POST',
  path: 'externalcontact/list_contact_way',
  isCustomerContact: true,
  emptyFields: { contact_way: [] },
  answer({ state, body }) {
    const ways = madeWithin(state, body['start_time'], body['end_time'])
    const page = pageOf(ways, {
      limit: body['limit'],
      cursor: body['cursor'],
      defaultLimit: 100,
      largestLimit: 1000,
    })
    if (!page) return failure(40058)
    const rows = page.rows.map(({ configId }) => ({ config_id: configId }))
    return ok({ contact_way: rows, next_cursor: page.nextCursor })
  },
}

export const contactWayEndpoints: Endpoint[] = [add, get, update, remove, list]
