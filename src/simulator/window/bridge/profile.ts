import { frameNames, type FrameProfile, type FrameRole } from './messages.ts'

interface Host {
  frameProfile: (role: FrameRole) => FrameProfile
}

/** The profile that the simulator's window keeps for this frame; null in any page that is not in one of its frames. */
export function findProfile(page: Window): FrameProfile | null {
  if (page.parent === page) return null
  const role = (Object.keys(frameNames) as FrameRole[]).find(
    (candidate) => frameNames[candidate] === page.name,
  )
  if (!role) return null
  try {
    const host = (page.parent as Window & { __zhikeSimulator?: Host }).__zhikeSimulator
    return host?.frameProfile(role) ?? null
  } catch {
    return null
  }
}
