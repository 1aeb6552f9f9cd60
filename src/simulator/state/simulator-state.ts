import { changeSwitches, defaultSwitches, type Switches } from '../protocol/switches.ts'
import type { World } from '../world.ts'
import { CodeStore } from './codes.ts'
import { Directory } from './directory.ts'
import { MediaStore } from './media.ts'
import { ExpiringSecret } from './tokens.ts'

export interface SimulatorOptions {
  world: World
  now: () => number
  randomToken: () => string
  /** The build's `dist` folder: the window's page and the bridge script are read from it. */
  distDir: string
  /** Origin of the app this stands in front of; absent when mounted inside the app. */
  appUrl?: string
  logger?: boolean
}

/** Everything one simulated company remembers. */
export interface SimulatorState {
  now: () => number
  randomToken: () => string
  distDir: string
  appOrigin: string | null
  directory: Directory
  accessTokens: ExpiringSecret
  corpTickets: ExpiringSecret
  agentTickets: ExpiringSecret
  codes: CodeStore
  media: MediaStore
  switches: Switches
  /** Whose origin the app takes for its own, learnt from the first redirect_uri. */
  publicOrigin: 'unknown' | 'own' | 'app'
  callsInFlight: number
  /** Calls counted since `randomBusy` was switched on. */
  busyCalls: number
  lockedPairs: Set<string>
}

export function createSimulatorState(options: SimulatorOptions): SimulatorState {
  const { now, randomToken } = options
  const named = (prefix: string) => () => `${prefix}${randomToken()}`
  return {
    now,
    randomToken,
    distDir: options.distDir,
    appOrigin: options.appUrl === undefined ? null : new URL(options.appUrl).origin,
    directory: new Directory(options.world, Math.floor(now() / 1000)),
    accessTokens: new ExpiringSecret(now, named('token-')),
    corpTickets: new ExpiringSecret(now, named('corp-ticket-')),
    agentTickets: new ExpiringSecret(now, named('agent-ticket-')),
    codes: new CodeStore(now, named('code-')),
    media: new MediaStore(now, named('media-')),
    switches: { ...defaultSwitches },
    publicOrigin: 'unknown',
    callsInFlight: 0,
    busyCalls: 0,
    lockedPairs: new Set(),
  }
}

/** Applies a patch; answers the names it refuses, and then changes nothing. */
export function patchSwitches(state: SimulatorState, patch: unknown): string[] {
  const changed = changeSwitches(state.switches, patch)
  if ('refused' in changed) return changed.refused
  if (changed.switches.randomBusy !== state.switches.randomBusy) state.busyCalls = 0
  state.switches = changed.switches
  return []
}

/** Access tokens, and with them the tickets, stop working now. */
export function rotateTokens(state: SimulatorState): void {
  state.accessTokens.withdraw()
  state.corpTickets.withdraw()
  state.agentTickets.withdraw()
}
