import { WecomUnreachable } from './answer.ts'
import type { WecomClient } from './client.ts'

/** What a contact-me code does (path 92228 of developer.work.weixin.qq.com). */
export interface ContactWayPlan {
  /** Told in the add event of everybody who came through the code. */
  state: string
  /** Beside the code in WeCom, for staff. */
  remark: string
  /** WeCom splits the customers over several. */
  userIds: readonly string[]
}

export interface ContactWay {
  configId: string
  qrCode: string
  /** 1 leads to one member, 2 to several; fixed when the code is made. */
  codeType: 1 | 2
}

/** Which kind of code these members take. One that was made for several serves one as well. */
export const codeTypeOf = ({ length }: readonly string[]): 1 | 2 => (length === 1 ? 1 : 2)

const byQrCode = 2
const mostListed = 100

const record = (value: unknown) =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown) => (Array.isArray(value) ? value.map(record) : [])
const text = (value: unknown) => (typeof value === 'string' ? value : '')

const fieldsOf = ({ state, remark, userIds }: ContactWayPlan) => ({
  state,
  remark,
  user: [...userIds],
  skip_verify: true,
})

function contactWay(configId: unknown, qrCode: unknown, codeType: 1 | 2): ContactWay {
  const way = { configId: text(configId), qrCode: text(qrCode), codeType }
  if (way.configId === '' || way.qrCode === '') throw new WecomUnreachable('WeCom told no contact-me code')
  return way
}

/** Makes a code. Not repeated when its answer is lost: `findContactWay` tells whether it was made. */
export async function addContactWay(client: WecomClient, plan: ContactWayPlan): Promise<ContactWay> {
  const type = codeTypeOf(plan.userIds)
  const body = { type, scene: byQrCode, ...fieldsOf(plan) }
  const answer = await client.post('externalcontact/add_contact_way', body)
  return contactWay(answer['config_id'], answer['qr_code'], type)
}

export async function updateContactWay(
  client: WecomClient,
  configId: string,
  plan: ContactWayPlan,
): Promise<void> {
  await client.post('externalcontact/update_contact_way', { config_id: configId, ...fieldsOf(plan) })
}

export async function deleteContactWay(client: WecomClient, configId: string): Promise<void> {
  await client.post('externalcontact/del_contact_way', { config_id: configId })
}

async function readContactWay(client: WecomClient, configId: string): Promise<Record<string, unknown>> {
  const answer = await client.post('externalcontact/get_contact_way', { config_id: configId })
  return record(answer['contact_way'])
}

/** Codes made through the API within this time (epoch seconds). */
async function listContactWays(
  client: WecomClient,
  { from, until }: { from: number; until: number },
): Promise<string[]> {
  const configIds: string[] = []
  let cursor = ''
  do {
    const answer = await client.post('externalcontact/list_contact_way', {
      start_time: from,
      end_time: until,
      limit: mostListed,
      ...(cursor === '' ? {} : { cursor }),
    })
    configIds.push(...list(answer['contact_way']).map((way) => text(way['config_id'])))
    cursor = text(answer['next_cursor'])
  } while (cursor !== '')
  return configIds
}

/** The code with this state among those made within this time (epoch seconds) and not known yet, latest listed first; null = there is none. */
export async function findContactWay(
  client: WecomClient,
  state: string,
  { known = [], ...within }: { from: number; until: number; known?: readonly string[] },
): Promise<ContactWay | null> {
  const listed = (await listContactWays(client, within)).filter((configId) => !known.includes(configId))
  for (const configId of listed.reverse()) {
    const way = await readContactWay(client, configId)
    if (text(way['state']) === state) return contactWay(configId, way['qr_code'], way['type'] === 1 ? 1 : 2)
  }
  return null
}
