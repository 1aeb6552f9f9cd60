import { describe, expect, it } from 'vitest'
import { greetingOf, readEvent } from '../../../src/server/callbacks/wecom-event.ts'
import { readXml } from '../../../src/server/callbacks/xml.ts'
import { type EventElements, eventXml } from '../../../src/simulator/events/event-xml.ts'
import { vectors } from './vectors.ts'

const receivedAt = 1_800_000_000_000
const seconds = 1_700_000_000
const at = seconds * 1000
const readText = (text: string) => readEvent(readXml(text), text, receivedAt)
const read = (elements: EventElements, atSeconds = seconds) => readText(eventXml('ww1', atSeconds, elements))

const contact = { Event: 'change_external_contact', UserID: 'lin', ExternalUserID: 'wm-1' }
const chat = { Event: 'change_external_chat', ChatId: 'wr-1' }
const tag = { Event: 'change_external_tag', Id: 'et-1' }
const follow = { externalUserId: 'wm-1', userId: 'lin', at }

describe('what an event says', () => {
  const cases: [EventElements, object | null][] = [
    [
      { ...contact, ChangeType: 'add_external_contact', State: 's', WelcomeCode: 'w' },
      { kind: 'added', event: { ...follow, state: 's', welcomeCode: 'w' } },
    ],
    [
      { ...contact, ChangeType: 'add_external_contact' },
      { kind: 'added', event: { ...follow, state: '', welcomeCode: null } },
    ],
    [
      { ...contact, ChangeType: 'add_half_external_contact', WelcomeCode: 'w' },
      { kind: 'halfAdded', event: { ...follow, state: '', welcomeCode: 'w' } },
    ],
    [
      { ...contact, ChangeType: 'msg_audit_approved', WelcomeCode: 'w' },
      { kind: 'auditApproved', event: { ...follow, state: '', welcomeCode: 'w' } },
    ],
    [{ ...contact, ChangeType: 'msg_audit_approved' }, null],
    [
      { ...contact, ChangeType: 'edit_external_contact', State: 's' },
      { kind: 'edited', event: { ...follow, state: 's' } },
    ],
    [
      { ...contact, ChangeType: 'del_external_contact' },
      { kind: 'removedByMember', event: { ...follow, isByTransfer: false } },
    ],
    [
      { ...contact, ChangeType: 'del_external_contact', Source: 'DELETE_BY_TRANSFER' },
      { kind: 'removedByMember', event: { ...follow, isByTransfer: true } },
    ],
    [
      { ...contact, ChangeType: 'del_follow_user' },
      { kind: 'removedByCustomer', event: follow },
    ],
    [
      { ...contact, ChangeType: 'transfer_fail', FailReason: 'customer_refused' },
      { kind: 'transferFailed', event: { ...follow, reason: 'customer_refused' } },
    ],
    [
      { ...chat, ChangeType: 'create' },
      { kind: 'groupChanged', event: { chatId: 'wr-1', changeType: 'create', memberIds: [], at } },
    ],
    [
      { ...chat, ChangeType: 'update', UpdateDetail: 'del_member', MemChangeList: ['wm-1', 'wm-2'] },
      {
        kind: 'groupChanged',
        event: {
          chatId: 'wr-1',
          changeType: 'update',
          updateDetail: 'del_member',
          memberIds: ['wm-1', 'wm-2'],
          at,
        },
      },
    ],
    [
      { ...chat, ChangeType: 'dismiss' },
      { kind: 'groupChanged', event: { chatId: 'wr-1', changeType: 'dismiss', memberIds: [], at } },
    ],
    [
      { ...tag, ChangeType: 'create', TagType: 'tag_group' },
      { kind: 'tagChanged', event: { change: 'create', kind: 'tag_group', id: 'et-1', at } },
    ],
    [
      { ...tag, ChangeType: 'shuffle' },
      { kind: 'tagChanged', event: { change: 'shuffle', kind: null, id: 'et-1', at } },
    ],
    [{ ...contact, ChangeType: 'something_new' }, null],
    [{ ...chat, ChangeType: 'something_new' }, null],
    [{ ...tag, ChangeType: 'something_new' }, null],
    [{ Event: 'enter_agent' }, null],
    [{ ...contact, ChangeType: 'add_external_contact', UserID: '' }, null],
    [{ ...contact, ChangeType: 'add_external_contact', ExternalUserID: 'x'.repeat(201) }, null],
  ]
  it.each(cases)('%j', (elements, understood) => {
    expect(read(elements).understood).toEqual(understood)
  })

  it('greets whoever was added or half-added, and after a consent that brings a code', () => {
    const greeted = cases.flatMap(([elements]) => {
      const { understood } = read(elements)
      return understood && greetingOf(understood) ? [elements['ChangeType']] : []
    })
    expect(greeted).toEqual([
      'add_external_contact',
      'add_external_contact',
      'add_half_external_contact',
      'msg_audit_approved',
    ])
  })

  it('keeps a name, a subject and the time; text without a time has the time of its arrival', () => {
    expect(read({ ...chat, ChangeType: 'dismiss' })).toMatchObject({
      name: 'change_external_chat.dismiss',
      subject: 'wr-1',
      at,
    })
    expect(readText(vectors.E.message)).toMatchObject({ name: 'unknown', understood: null, at: receivedAt })
  })
})

describe('the key of an event', () => {
  const key = (elements: EventElements, atSeconds?: number) => read(elements, atSeconds).keyHash
  const edit = { ...contact, ChangeType: 'edit_external_contact' }

  it('is the same in whatever order the elements stand', () => {
    const { Event, ...others } = edit
    expect(key({ ...others, Event })).toBe(key(edit))
    const members = { ...chat, ChangeType: 'update', UpdateDetail: 'add_member' }
    expect(key({ ...members, MemChangeList: ['a', 'b'] })).toBe(
      key({ ...members, MemChangeList: ['b', 'a'] }),
    )
  })

  it('differs by kind, parties and second', () => {
    const others = [
      edit,
      { ...edit, ChangeType: 'del_follow_user' },
      { ...edit, UserID: 'zhou' },
      { ...edit, ExternalUserID: 'wm-2' },
      { ...edit, MsgId: '1' },
      { ...chat, ChangeType: 'update', UpdateDetail: 'add_member', MemChangeList: ['a'] },
      { ...chat, ChangeType: 'update', UpdateDetail: 'add_member', MemChangeList: ['b'] },
      { ...chat, ChangeType: 'update', UpdateDetail: 'del_member', MemChangeList: ['a'] },
    ]
    const keys = [...others.map((elements) => key(elements)), key(edit, seconds + 1)]
    expect(new Set(keys).size).toBe(others.length + 1)
  })
})
