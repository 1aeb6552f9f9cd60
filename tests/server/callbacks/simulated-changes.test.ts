import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildTestApp, type TestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'
import { smallWorld } from '../../simulator/small-world.ts'

describe.each(engines)('a change in the simulated clients on $name', ({ open }) => {
  let site: TestApp
  beforeEach(async () => {
    site = await buildTestApp(await open(), { world: smallWorld(), hasCallbacks: true })
  })
  afterEach(() => site.close())

  const arrive = async () => {
    await site.simulated.events.settled()
    await site.app.services.callbacks.applyDue()
  }
  const statuses = async () =>
    site.context.db.selectFrom('wecomEvent').select(['name', 'status']).orderBy('name').execute()
  const stay = async (memberId: string) =>
    site.context.db.selectFrom('groupMember').selectAll().where('memberId', '=', memberId).executeTakeFirst()

  it('reaches the app once, though it is delivered twice', async () => {
    const { company, events, switches, tagDesk } = site.simulated
    expect(await events.verify()).toBe('')
    switches.eventDelivery = 'duplicate'
    company.addCustomer('zhou', 'wm-wang')
    tagDesk.rename('et-low', '更低')
    await arrive()
    expect(await statuses()).toEqual([
      { name: 'change_external_contact.add_external_contact', status: 'applied' },
      { name: 'change_external_tag.update', status: 'applied' },
    ])
    expect(events.deliveries().map(({ outcome, tries }) => [outcome, tries])).toEqual(
      Array.from({ length: 4 }, () => ['delivered', 1]),
    )
  })

  it('of a group shows in its list: made, left, dismissed', async () => {
    const { groupDesk } = site.simulated
    const { roster } = site.app.services
    expect((await roster.findForStaff('wr-skin', 'lin')).group.memberCount).toBe(4)
    site.clock.at += 60_000
    groupDesk.leave('wr-skin', 'wm-wang')
    await arrive()
    expect((await stay('wm-wang'))?.leftAt).toBe(site.clock.at)
    expect((await stay('wm-li'))?.leftAt).toBeNull()

    const chatId = groupDesk.create('新群', 'zhou') ?? ''
    await arrive()
    expect((await roster.findForStaff(chatId, 'zhou')).group.name).toBe('新群')

    groupDesk.dismiss('wr-skin')
    await arrive()
    await expect(roster.findForStaff('wr-skin', 'lin')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that never arrives changes nothing, and the next one does', async () => {
    const { groupDesk, switches } = site.simulated
    await site.app.services.roster.findForStaff('wr-skin', 'lin')
    switches.eventDelivery = 'drop'
    groupDesk.leave('wr-skin', 'wm-wang')
    await arrive()
    expect(await statuses()).toEqual([])
    expect((await stay('wm-wang'))?.leftAt).toBeNull()
    switches.eventDelivery = 'normal'
    groupDesk.rename('wr-skin', '改名')
    await arrive()
    expect((await stay('wm-wang'))?.leftAt).not.toBeNull()
  })
})
