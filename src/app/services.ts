import { inject, type App, type InjectionKey } from 'vue'
import type { PanelRoute } from '../contract/panel-paths.ts'
import type { RouteName } from '../contract/paths.ts'
import type { ApiClient } from './api.ts'
import type { Host } from './host/bridge.ts'

/** What reaches outside the page; given once, so that tests can give others. */
export interface Services<Names extends RouteName = PanelRoute> {
  host: Host
  api: ApiClient<Names>
}

const servicesKey: InjectionKey<Services> = Symbol('services')

export function provideServices(app: App, services: Services): void {
  app.provide(servicesKey, services)
}

export function useServices(): Services {
  const services = inject(servicesKey)
  if (!services) throw new Error('services were not provided')
  return services
}
