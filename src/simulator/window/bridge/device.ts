import type { FrameDevice } from '../../protocol/user-agents.ts'

/** Makes the page's navigator answer as the chosen device. */
export function wearDevice(target: Navigator, device: FrameDevice): void {
  for (const [name, value] of Object.entries(device)) {
    Object.defineProperty(target, name, { configurable: true, get: () => value })
  }
}
