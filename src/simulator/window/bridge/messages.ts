import type { FrameDevice } from '../../protocol/user-agents.ts'

export type FrameRole = 'panel' | 'phone'

/** What the script in a frame has to know before anything else in the page runs. */
export interface FrameProfile {
  device: FrameDevice
  bridge: 'present' | 'late' | 'absent' | 'silent'
  bridgeDelayMs: number
}

export const frameNames: Record<FrameRole, string> = {
  panel: 'zhike-sim:panel',
  phone: 'zhike-sim:phone',
}

export type Reply = Record<string, unknown>

export type FrameMessage =
  | { source: 'zhike-bridge'; kind: 'hello' }
  | { source: 'zhike-bridge'; kind: 'event-result'; name: string; isBlocked: boolean }
  | { source: 'zhike-bridge'; kind: 'invoke'; id: number; name: string; params: Reply; url: string }

export type WindowMessage =
  | { source: 'zhike-simulator'; kind: 'reply'; id: number; reply: Reply }
  | { source: 'zhike-simulator'; kind: 'event'; name: string }
