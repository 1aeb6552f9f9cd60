import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridgeTag } from '../../src/simulator/front/bridge-tag.ts'
import type { WorldView } from '../../src/simulator/protocol/world-view.ts'
import { launchChromium } from '../support/chromium.ts'
import {
  appReady,
  emptyFolder,
  type Place,
  type Running,
  runCommand,
  simulatorReady,
  startCommand,
} from '../support/command.ts'
import { freePort } from '../support/free-port.ts'
import { openWindow, type SimulatorWindow } from '../support/window.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A zone in which it is between 20:00 and 21:00 now, in a golden hour: nothing asks the advisor for a reason. */
function zoneAtEight(now: number): string {
  const ahead = ((20 - new Date(now).getUTCHours() + 36) % 24) - 12
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`
}

/** What the simulator prints for the app, as a person would copy it. */
function printedEnvironment(stdout: string): Record<string, string> {
  const pairs = [...stdout.matchAll(/^ {4}(WECOM_\w+)=(\S+)$/gm)]
  return Object.fromEntries(pairs.map(([, key, value]) => [key ?? '', value ?? '']))
}

interface Person {
  externalUserId: string
  name: string
  remark: string
}

const ordersOf = ({ externalUserId }: Person, place: number, now: number) =>
  [150, 90, 20].map((daysAgo, index) => {
    const at = now - (daysAgo + place) * dayMs
    return {
      orderId: `o-${place}-${index}`,
      externalUserId,
      status: 'paid',
      createdAt: at,
      paidAt: at,
      items: [{ sku: `S${index}`, name: '保湿面霜', quantity: 1, unitPriceFen: 26_000 + place * 500 }],
      paidFen: 26_000 + place * 500,
    }
  })

const sha256 = async (address: string) => {
  const response = await fetch(address, { headers: { 'accept-encoding': 'identity' } })
  if (response.status !== 200) throw new Error(`${address} answered ${response.status}`)
  return createHash('sha256')
    .update(Buffer.from(await response.arrayBuffer()))
    .digest('hex')
}

const textOf = async (address: string) => (await fetch(address)).text()

describe.each([
  { name: 'the app’s own origin', publicUrl: () => undefined },
  { name: 'the simulator’s origin', publicUrl: (simulator: string) => simulator },
  {
    name: 'another name of the app’s own origin',
    publicUrl: (_simulator: string, app: string) => app.replace('127.0.0.1', 'localhost'),
  },
])(
  'an app on an empty database behind a simulator of its own process, PUBLIC_URL = $name',
  ({ publicUrl }) => {
    let folder: Awaited<ReturnType<typeof emptyFolder>>
    let simulator: Running
    let app: Running
    let appOrigin = ''
    let place: Place
    let browser: Browser
    let window: SimulatorWindow
    let people: Person[] = []
    let key = ''

    async function post(
      route: string,
      body: unknown,
    ): Promise<{ status: number; body: Record<string, unknown> }> {
      const response = await fetch(`${appOrigin}/api/v1/${route}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return { status: response.status, body: (await response.json()) as Record<string, unknown> }
    }

    beforeAll(async () => {
      folder = await emptyFolder()
      const port = String(await freePort())
      appOrigin = `http://127.0.0.1:${port}`
      const args = ['simulator', '--app', appOrigin, '--port', String(await freePort())]
      simulator = await startCommand(args, { cwd: folder.cwd }, simulatorReady)
      const origin = publicUrl(simulator.origin, appOrigin)
      const environment = {
        ...printedEnvironment(simulator.stdout()),
        SESSION_SECRET: 'a-secret-that-only-the-tests-use!!',
        PORT: port,
        STORE_TIME_ZONE: zoneAtEight(Date.now()),
        ...(origin === undefined ? {} : { PUBLIC_URL: origin }),
      }
      place = { cwd: folder.cwd, environment }
      expect(await runCommand(['starter', '--publish'], place)).toMatchObject({ code: 0, stderr: '' })
      app = await startCommand(['serve'], place, appReady)
      const made = await runCommand(['keys', 'create', '--name', 'shop', '--scopes', 'ingest,redeem'], place)
      key = made.lastLine

      const world = JSON.parse(await textOf(`${simulator.origin}/simulator/api/world`)) as WorldView
      people = world.members[0]?.contacts.filter(({ remark }) => remark !== '').slice(0, 10) ?? []
      expect(people).toHaveLength(10)
      const now = Date.now()
      const orders = people.flatMap((person, index) => ordersOf(person, index, now))
      expect(await post('ingest/orders', orders)).toEqual({
        status: 200,
        body: { accepted: 30, duplicates: 0, rejected: [] },
      })
      const run = await runCommand(['recompute', '--json'], place)
      expect(JSON.parse(run.lastLine)).toMatchObject({ model: 'mbg-nbd', customers: 10, repeaters: 10 })
      browser = await launchChromium()
    })
    afterAll(async () => {
      await browser.close()
      await app.stop()
      await simulator.stop()
      await folder.remove()
    })

    it('serves the very same scripts and styles, and the page with one tag more', async () => {
      const assets = await readdir(path.resolve(import.meta.dirname, '../../dist/app/assets'))
      expect(assets.filter((name) => name.endsWith('.js')).length).toBeGreaterThan(3)
      for (const name of assets) {
        const [seen, served] = [`${simulator.origin}/assets/${name}`, `${appOrigin}/assets/${name}`]
        expect(await sha256(seen), name).toBe(await sha256(served))
      }
      const [behind, direct] = await Promise.all([textOf(`${simulator.origin}/`), textOf(`${appOrigin}/`)])
      expect(direct).toMatch(/<script type="module"[^>]* src="\/assets\//)
      expect(behind.length).toBe(direct.length + bridgeTag.length)
      expect(behind.replace(bridgeTag, '')).toBe(direct)
    })

    it('carries the journey from chat to redeemed coupon', async () => {
      const [customer] = people
      if (!customer) throw new Error('the world has no contacts')
      window = await openWindow(browser, simulator.origin, `?chat=${customer.externalUserId}`)
      const { panel, phone, page, complaints } = window
      await page.evaluate(
        (id) => (globalThis as unknown as Window).__zhikeSimulator?.openChat(id),
        customer.externalUserId,
      )
      await panel.getByText(customer.remark).first().waitFor()
      await panel.getByText('LTV', { exact: true }).waitFor()
      expect(await panel.locator('body').innerText()).toMatch(/LTV\s+[1-9][\d,]{2,}\s+历史780\+预测\d/)

      await panel.getByRole('button', { name: '一键发券', exact: true }).first().click()
      await panel.getByRole('button', { name: '作废', exact: true }).first().waitFor()
      const recent = panel.getByRole('region', { name: '最近的券' })
      await recent.getByText('已发', { exact: true }).waitFor()
      await page
        .getByRole('log')
        .getByRole('button', { name: /^打开卡片/ })
        .click()
      await phone.getByRole('button', { name: '领取', exact: true }).waitFor()
      await recent.getByText('已打开', { exact: true }).waitFor()
      await phone.getByRole('button', { name: '领取', exact: true }).click()
      const shown = phone.getByText(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/)
      await shown.waitFor()
      const code = await shown.innerText()
      await recent.getByText('已领取', { exact: true }).waitFor()

      const { externalUserId } = customer
      const order = { code, orderId: 'behind-1', orderAmountFen: 60_000, shippingFen: 1_000, externalUserId }
      const redeemed = await post('coupons/redeem', order)
      expect(redeemed).toMatchObject({ status: 200, body: { orderId: 'behind-1' } })
      expect(await post('coupons/redeem', order)).toEqual(redeemed)
      await recent.getByText('已核销', { exact: true }).waitFor()
      // The chat window loads a card's picture from the card's own address, as WeCom does.
      const picture = `outside request to ${publicUrl(simulator.origin, appOrigin) ?? appOrigin}/coupon-card.png:`
      expect(complaints.filter((complaint) => !complaint.startsWith(picture))).toEqual([])
      await window.close()
    })
  },
)
