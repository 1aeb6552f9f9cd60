import '@fastify/cookie'
import type { FastifyInstance } from 'fastify'

const prefix = '__Host-'
const ours = /^zhike_/

/** Only a cookie that is sent to the whole of one host, and on https only, may carry the prefix. */
function named(line: string): string {
  const isBound =
    /;\s*secure\s*(;|$)/i.test(line) && /;\s*path=\/\s*(;|$)/i.test(line) && !/;\s*domain=/i.test(line)
  return ours.test(line) && isBound ? prefix + line : line
}

/**
 * On https our cookies travel as `__Host-…`: the browser then takes them from this very host alone, so that no
 * neighbouring site below the same domain can plant one. Inside, each keeps its plain name; a planted plain one is dropped
 * where a bound one may stand for it.
 */
export function bindCookiesToHost(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ cookies }) => {
    const bound = Object.keys(cookies).filter((name) => name.startsWith(prefix))
    for (const name of Object.keys(cookies))
      if (ours.test(name) && name !== 'zhike_asked') delete cookies[name]
    for (const name of bound) cookies[name.slice(prefix.length)] = cookies[name]
  })
  app.addHook('onSend', async (_request, reply) => {
    const lines = [reply.getHeader('set-cookie') ?? []].flat().map(String)
    if (lines.length === 0) return
    reply.removeHeader('set-cookie')
    reply.header('set-cookie', lines.map(named))
  })
}
