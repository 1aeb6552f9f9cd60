import Fastify, { type FastifyInstance } from 'fastify'
import { registerEventApi } from './events/routes.ts'
import { registerFaults } from './faults/routes.ts'
import { registerClientHooks } from './front/client-hooks.ts'
import { registerProxy } from './front/proxy.ts'
import { registerServerApi } from './server-api/routes.ts'
import { registerSignIn } from './sign-in/routes.ts'
import { createSimulatorState, type SimulatorOptions, type SimulatorState } from './state/simulator-state.ts'
import { registerContactWays } from './window-api/contact-ways.ts'
import { registerFiles } from './window-api/files.ts'
import { registerWindowApi } from './window-api/routes.ts'

export { createSimulatorState }
export type { SimulatorOptions, SimulatorState }

async function registerSimulator(app: FastifyInstance, options: { state: SimulatorState }): Promise<void> {
  const { state } = options
  registerClientHooks(app, state)
  registerWindowApi(app, state)
  registerEventApi(app, state)
  registerContactWays(app, state)
  registerFaults(app, state)
  registerFiles(app, state.distDir)
  registerSignIn(app, { state, prefix: '/simulator/wecom' })
  await registerServerApi(app, { state, prefix: '/simulator/wecom' })
}

/**
 * The simulated WeCom below `/simulator`. It breaks Fastify's encapsulation on purpose: its hooks dress the frames'
 * requests to the app around it, so it has to be registered before the app's cookie plugin and routes.
 */
export const simulatorPlugin = Object.assign(registerSimulator, {
  [Symbol.for('skip-override')]: true,
  [Symbol.for('fastify.display-name')]: 'wecom-simulator',
})

/** The simulator as a process of its own: the official paths at its root, everything else passed on to `appUrl`. */
export function buildSimulator(
  options: SimulatorOptions,
  state = createSimulatorState(options),
): FastifyInstance {
  const app = Fastify({ logger: options.logger ?? false, forceCloseConnections: true })
  app.register(simulatorPlugin, { state })
  app.register(async (scope) => {
    registerSignIn(scope, { state, prefix: '' })
    await registerServerApi(scope, { state, prefix: '' })
    scope.all('/simulator/*', async (_request, reply) => reply.code(404).send())
    if (options.appUrl !== undefined) {
      await registerProxy(scope, { state, appUrl: new URL(options.appUrl) })
    }
  })
  return app
}
