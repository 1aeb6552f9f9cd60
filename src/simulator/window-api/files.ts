import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}

/** The window shows other people's pictures and links; the app's own policy is not made for that. */
const windowPolicy = "default-src 'self'; img-src * data:; style-src 'self' 'unsafe-inline'; frame-src *"

async function readOrNull(file: string): Promise<Buffer | null> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

function notBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .type('text/plain; charset=utf-8')
    .send('The build has no such file. Run the build first.')
}

/**
 * The window's page, its assets and the bridge script. The assets are served below `/simulator/` too, because in
 * front of an app `/assets/` belongs to that app's build.
 */
export function registerFiles(app: FastifyInstance, distDir: string): void {
  const page = async (reply: FastifyReply) => {
    const html = await readOrNull(path.join(distDir, 'simulator/src/simulator/window/simulator.html'))
    if (!html) return notBuilt(reply)
    return reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', windowPolicy)
      .type('text/html; charset=utf-8')
      .send(html)
  }
  app.get('/simulator', async (_request, reply) => page(reply))
  app.get('/simulator/', async (_request, reply) => page(reply))

  app.get('/simulator/assets/:name', async (request, reply) => {
    const { name } = request.params as { name: string }
    const type = types[path.extname(name)]
    if (type === undefined || !/^[\w.-]+$/.test(name)) return reply.code(404).send()
    const bytes = await readOrNull(path.join(distDir, 'simulator/assets', name))
    if (!bytes) return notBuilt(reply)
    return reply.header('cache-control', 'public, max-age=31536000, immutable').type(type).send(bytes)
  })

  app.get('/simulator/bridge.js', async (_request, reply) => {
    const bytes = await readOrNull(path.join(distDir, 'simulator/bridge.js'))
    if (!bytes) return notBuilt(reply)
    return reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(bytes)
  })
}
