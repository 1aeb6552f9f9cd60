export const deviceClasses = ['ios', 'android', 'desktop'] as const
export type DeviceClass = (typeof deviceClasses)[number]

const patterns: readonly (readonly [DeviceClass, RegExp])[] = [
  ['ios', /iphone|ipad|ipod|ios/i],
  ['android', /android|harmony/i],
  ['desktop', /^pc$|windows|mac|linux|desktop/i],
]

/** TAG-06, TAG-07: the class of the device as the shop names it; null where the name tells nothing. */
export function deviceClass(device: string | null): DeviceClass | null {
  if (device === null) return null
  return patterns.find(([, pattern]) => pattern.test(device))?.[0] ?? null
}

export function isPhone(device: string | null): boolean {
  const known = deviceClass(device)
  return known === 'ios' || known === 'android'
}
