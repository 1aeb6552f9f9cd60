import { describe, expect, it } from 'vitest'
import { isRepeatable } from '../../../../src/server/wecom/api/repeatable.ts'

describe('isRepeatable', () => {
  it.each([
    ['GET', 'user/get', true],
    ['GET', 'externalcontact/get', true],
    ['GET', 'auth/getuserinfo', false],
    ['POST', 'externalcontact/groupchat/get', true],
    ['POST', 'externalcontact/batch/get_by_user', true],
    ['POST', 'externalcontact/send_welcome_msg', false],
    ['POST', 'externalcontact/mark_tag', false],
    ['POST', 'externalcontact/add_contact_way', false],
    ['POST', 'externalcontact/something_new', false],
  ] as const)('%s %s: %s', (method, path, expected) => {
    expect(isRepeatable(method, path)).toBe(expected)
  })
})
