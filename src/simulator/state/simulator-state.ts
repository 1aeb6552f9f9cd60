import { type CallbackTarget, type Carry, carryByHttp } from '../events/callback-target.ts'
import { type Company, createCompany } from '../events/company.ts'
import { createGroupDesk, type GroupDesk } from '../events/group-desk.ts'
import { createEventSender, type EventSender } from '../events/sender.ts'
import { createTagDesk, type TagDesk } from '../events/tag-desk.ts'
import { WelcomeCodes } from '../events/welcome-codes.ts'
import { FaultBoard } from '../faults/board.ts'
import { changeSwitches, defaultSwitches, type Switches } from '../protocol/switches.ts'
import type { World } from '../world.ts'
import { ApiMessages } from './api-messages.ts'
import { CodeStore } from './codes.ts'
import { ContactWays } from './contact-ways.ts'
import { Directory } from './directory.ts'
import { MediaStore } from './media.ts'
import { ExpiringSecret, type OtherApp, otherApp } from './tokens.ts'

export interface SimulatorOptions {
  world: World
  now: () => number
  randomToken: () => string
  /** The build's `dist` folder: the window's page and the bridge script are read from it. */
  distDir: string
  /** Origin of the app this stands in front of; absent when mounted inside the app. */
  appUrl?: string
  logger?: boolean
  /** Where the app receives events; without it none are sent. */
  callback?: CallbackTarget
  /** How callbacks get there: over HTTP unless the app stands in the same process. */
  carryCallback?: Carry
  /** Between two tries of one event. */
  callbackPauseMs?: number
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
  /** A second app of the company, whose token is not ours. */
  otherApp: OtherApp
  codes: CodeStore
  media: MediaStore
  switches: Switches
  faults: FaultBoard
  welcomeCodes: WelcomeCodes
  contactWays: ContactWays
  /** What the server API put into chats. */
  apiMessages: ApiMessages
  events: EventSender
  company: Company
  tagDesk: TagDesk
  groupDesk: GroupDesk
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
  const directory = new Directory(options.world, Math.floor(now() / 1000))
  const welcomeCodes = new WelcomeCodes(now, randomToken)
  const events = createEventSender({
    corp: directory.corp,
    now,
    randomToken,
    delivery: () => state.switches.eventDelivery,
    target: options.callback ?? null,
    carry: options.carryCallback ?? carryByHttp,
    pauseMs: options.callbackPauseMs ?? 1000,
  })
  const desk = { directory, events, welcomeCodes, now, randomToken }
  const state: SimulatorState = {
    now,
    randomToken,
    distDir: options.distDir,
    appOrigin: options.appUrl === undefined ? null : new URL(options.appUrl).origin,
    directory,
    accessTokens: new ExpiringSecret(now, named('token-')),
    corpTickets: new ExpiringSecret(now, named('corp-ticket-')),
    agentTickets: new ExpiringSecret(now, named('agent-ticket-')),
    otherApp: otherApp(now, named('other-')),
    codes: new CodeStore(now, named('code-')),
    media: new MediaStore(now, named('media-')),
    switches: { ...defaultSwitches },
    faults: new FaultBoard(now),
    welcomeCodes,
    contactWays: new ContactWays(),
    apiMessages: new ApiMessages(),
    events,
    company: createCompany(desk),
    tagDesk: createTagDesk(desk),
    groupDesk: createGroupDesk(desk),
    publicOrigin: 'unknown',
    callsInFlight: 0,
    busyCalls: 0,
    lockedPairs: new Set(),
  }
  return state
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
  state.otherApp.accessTokens.withdraw()
}
