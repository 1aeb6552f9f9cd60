import { existsSync } from 'node:fs'
import packagedChromium from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

const systemPath = '/usr/bin/chromium'

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** The system's Chromium where there is one, else the one that comes inside the npm package. */
export async function launchChromium(): Promise<Browser> {
  const executablePath = existsSync(systemPath) ? systemPath : await packagedChromium.executablePath()
  return chromium.launch({ executablePath, args: flags })
}
