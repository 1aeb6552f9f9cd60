import type { Browser } from 'playwright-core'
import { defaultSwitches, type Switches } from '../../../src/simulator/protocol/switches.ts'
import { launchChromium } from '../../support/chromium.ts'
import { engines } from '../../support/databases.ts'
import { openDemoSite, type DemoSite } from '../../support/demo-site.ts'
import { openWindow, type SimulatorWindow, type WindowOptions } from '../../support/window.ts'

interface DeskOptions extends WindowOptions {
  switches?: Partial<Switches>
  /** Further parts of the simulator's address, such as `width=phone`. */
  query?: string
}

export interface Desk {
  site: DemoSite
  browser: Browser
  /** A window of its own with this customer's (or group's) chat open; all other switches stand at their defaults. */
  open: (chat: string, options?: DeskOptions) => Promise<SimulatorWindow>
  setSwitches: (patch: Partial<Switches>) => Promise<void>
  /** Closes the windows of one test; a page error or a request that left the site fails it. */
  leave: () => Promise<void>
  close: () => Promise<void>
}

/** One demo site on SQLite and one browser for a whole file of tests. */
export async function openDesk(): Promise<Desk> {
  const sqlite = engines.find(({ name }) => name === 'SQLite')
  if (!sqlite) throw new Error('there is no SQLite engine')
  const site = await openDemoSite(await sqlite.open())
  const browser = await launchChromium()
  let windows: SimulatorWindow[] = []

  async function setSwitches(patch: Partial<Switches>): Promise<void> {
    const response = await fetch(`${site.origin}/simulator/api/switches`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(patch),
    })
    if (!response.ok) throw new Error(`the simulator refused the switches: ${await response.text()}`)
  }

  return {
    site,
    browser,
    setSwitches,
    async open(chat, { switches = {}, query = '', viewport } = {}) {
      await setSwitches({ ...defaultSwitches, ...switches })
      const options = viewport ? { viewport } : {}
      const opened = await openWindow(browser, site.origin, `?chat=${chat}&${query}`, options)
      windows.push(opened)
      return opened
    },
    async leave() {
      const complaints = windows.flatMap((opened) => opened.complaints)
      for (const opened of windows) await opened.close()
      windows = []
      if (complaints.length > 0) throw new Error(complaints.join('\n'))
    },
    async close() {
      await browser.close()
      await site.close()
    },
  }
}
