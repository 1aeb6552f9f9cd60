import type { SimulatorState } from '../state/simulator-state.ts'
import { trustedRedirect } from './origins.ts'

const patienceMs = 2000

/**
 * Before anybody has signed in: asks the app's own sign-in which origin it takes for its public one. An app that does
 * not answer is asked again with the next request.
 */
export async function learnPublicOrigin(state: SimulatorState, own: string): Promise<void> {
  if (state.appOrigin === null || state.publicOrigin !== 'unknown') return
  try {
    const response = await fetch(`${state.appOrigin}/auth/wecom?return_to=/`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(patienceMs),
    })
    const location = response.headers.get('location') ?? ''
    if (!URL.canParse(location)) return
    trustedRedirect(state, own, new URL(location).searchParams.get('redirect_uri') ?? '')
  } catch {
    // Whatever is asked of the app next says that it does not answer.
  }
}
