import { inject, type App, type InjectionKey } from 'vue'
import type { ApiClient } from './api.ts'
import type { Host } from './host/bridge.ts'

/** What reaches outside the page; given once, so that tests can give others. */
export interface Services {
  host: Host
  api: ApiClient
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
