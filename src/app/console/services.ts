import type { RouteName } from '../../contract/paths.ts'
import { type Services, useServices } from '../services.ts'

/** What the console's entry provides: a client of every route, not of the panel's alone. */
export const useConsoleServices = (): Services<RouteName> => useServices() as Services<RouteName>
