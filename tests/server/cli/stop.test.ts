import { connect as openSocket, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appReady, emptyFolder, type Place, runCommand, startCommand } from '../../support/command.ts'
import { freePort } from '../../support/free-port.ts'

let folder: Awaited<ReturnType<typeof emptyFolder>>
let place: Place
let key = ''
beforeAll(async () => {
  folder = await emptyFolder()
  place = { cwd: folder.cwd, environment: { PORT: String(await freePort()) } }
  key = (await runCommand(['keys', 'create', '--name', 'shop', '--scopes', 'ingest'], place)).lastLine
})
afterAll(() => folder.remove())

const body = JSON.stringify([
  {
    sku: 'S1',
    name: '面霜',
    category: '护肤',
    priceFen: 19_900,
    updatedAt: '2026-01-01T00:00:00Z',
  },
])

/** Half of an ingest request: the server has begun to read it and waits for the rest. */
async function beginIngest(origin: string): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const { hostname, port } = new URL(origin)
  const socket = openSocket(Number(port), hostname)
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  const answer = new Promise<string>((resolve, reject) => {
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    socket.on('end', () => resolve(text))
    socket.on('error', reject)
  })
  const half = Math.floor(Buffer.byteLength(body) / 2)
  const bytes = Buffer.from(body)
  socket.write(
    `POST /api/v1/ingest/products HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: Bearer ${key}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${bytes.length}\r\n\r\n`,
  )
  socket.write(bytes.subarray(0, half))
  await new Promise((resolve) => setTimeout(resolve, 200))
  return {
    socket,
    finish: () => {
      socket.write(bytes.subarray(half))
      return answer
    },
  }
}

async function refusesConnections(origin: string): Promise<boolean> {
  const { hostname, port } = new URL(origin)
  return new Promise((resolve) => {
    const socket = openSocket(Number(port), hostname)
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('error', () => resolve(true))
  })
}

describe('SIGTERM', () => {
  it('takes no new request, finishes the one that runs, and ends with 0', async () => {
    const server = await startCommand(['serve', '--drain', '0'], place, appReady)
    const idle = await fetch(`${server.origin}/healthz`)
    expect(idle.status).toBe(200)
    const { finish } = await beginIngest(server.origin)
    const stopped = server.stop()
    await expect.poll(() => refusesConnections(server.origin)).toBe(true)
    const answer = await finish()
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
    expect(answer).toContain('"accepted":1')
    await stopped
  })

  it('ends a server at rest soon, although clients keep their connections', async () => {
    const server = await startCommand(['serve', '--drain', '0'], place, appReady)
    await fetch(`${server.origin}/healthz`)
    const asked = performance.now()
    await server.stop()
    expect(performance.now() - asked).toBeLessThan(5000)
  })

  it('lets a balancer know first: not ready, and still serving', async () => {
    const server = await startCommand(['serve', '--drain', '1.5'], place, appReady)
    const asked = performance.now()
    const stopped = server.stop()
    await expect.poll(async () => (await fetch(`${server.origin}/readyz`)).status).toBe(503)
    const served = await fetch(`${server.origin}/healthz`)
    expect([served.status, served.headers.get('connection')]).toEqual([200, 'close'])
    await stopped
    expect(performance.now() - asked).toBeGreaterThan(1500)
    expect(await refusesConnections(server.origin)).toBe(true)
  })

  it('a second time does not wait for the balancer any longer', async () => {
    const server = await startCommand(['serve', '--drain', '60'], place, appReady)
    const stopped = server.stop()
    await expect.poll(async () => (await fetch(`${server.origin}/readyz`)).status).toBe(503)
    process.kill(server.pid, 'SIGTERM')
    const asked = performance.now()
    await stopped
    expect(performance.now() - asked).toBeLessThan(10_000)
  })

  it('comes at once after Ctrl-C', async () => {
    const server = await startCommand(['serve', '--drain', '60'], place, appReady)
    process.kill(server.pid, 'SIGINT')
    await expect.poll(() => refusesConnections(server.origin)).toBe(true)
  })

  it.each(['-1', '301', 'soon'])('refuses to drain for %s seconds', async (drain) => {
    const { code, stderr } = await runCommand(['serve', `--drain=${drain}`], place)
    expect([code, stderr]).toEqual([2, '--drain: give 0 to 300 seconds\n'])
  })
})
