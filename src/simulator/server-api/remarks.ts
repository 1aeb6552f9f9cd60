import type { Follow } from '../state/directory.ts'
import { failure, ok, text, textList, type Endpoint } from './answer.ts'

const limits = { remark: 20, description: 150, remark_company: 20 } as const

export const remarkEndpoints: Endpoint[] = [
  {
    method: 'POST',
    path: 'externalcontact/remark',
    isCustomerContact: true,
    answer({ state, body }) {
      const change: Partial<Follow> = {}
      for (const [field, limit] of Object.entries(limits)) {
        const value = body[field]
        if (value !== undefined && (typeof value !== 'string' || [...value].length > limit))
          return failure(40058)
      }
      if (body['remark'] !== undefined) change.remark = text(body['remark'])
      if (body['description'] !== undefined) change.description = text(body['description'])
      if (body['remark_company'] !== undefined) change.remarkCompany = text(body['remark_company'])
      if (body['remark_mobiles'] !== undefined) {
        change.remarkMobiles = textList(body['remark_mobiles']).filter((mobile) => mobile !== '')
      }
      if (Object.keys(change).length === 0 && body['remark_pic_mediaid'] === undefined) return failure(40063)
      const isChanged = state.directory.changeFollow(
        text(body['userid']),
        text(body['external_userid']),
        change,
      )
      return isChanged ? ok() : failure(84061)
    },
  },
]
