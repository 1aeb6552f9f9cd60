import { type Check, type CheckId, checkIds, type Diagnostics } from '../../contract/diagnostics.ts'
import type { ServerContext } from '../context.ts'
import type { WecomClient } from '../wecom/client.ts'
import type { Credentials } from '../wecom/credentials.ts'
import type { Health } from '../wecom/health.ts'
import { checkCallback, checkTrustedDomain, visit, type Visit } from './address-checks.ts'
import { check } from './check.ts'
import { checkRecentErrors, faultsOf } from './fault-report.ts'
import { checkClock, checkConfig, checkDatabase } from './own-checks.ts'
import { addressesToCopy, shownSettings } from './shown-settings.ts'
import { checkWecom } from './wecom-checks.ts'

interface Needs {
  credentials: Credentials
  client: WecomClient
  health: Health
  callbacks: { lastReceivedAt: () => Promise<number | null> }
  visit?: Visit
}

const mostFaults = 50

export type DiagnosticsService = ReturnType<typeof createDiagnostics>

export function createDiagnostics(context: ServerContext, needs: Needs) {
  const { config, now } = context
  const { health, callbacks } = needs
  const open = needs.visit ?? visit

  function report(checks: Check[], faults: Diagnostics['faults']): Diagnostics {
    const byId = new Map<CheckId, Check>(checks.map((entry) => [entry.id, entry]))
    const statuses = checks.map(({ status }) => status)
    return {
      checkedAt: now(),
      verdict: statuses.includes('broken') ? 'broken' : statuses.includes('warning') ? 'warning' : 'ok',
      checks: checkIds.map((id) => byId.get(id) ?? check(id, 'unknown', '前面的问题解决后再查')),
      faults,
      addresses: addressesToCopy(config),
      settings: shownSettings(config),
    }
  }

  return {
    /** Asks WeCom and ourselves now. Without a database nothing else can be looked at. */
    async read(): Promise<Diagnostics> {
      const own = [checkConfig(config), await checkDatabase(context)]
      if (own.some(({ id, status }) => id === 'database' && status === 'broken')) return report(own, [])
      const [wecom, callback, trustedDomain] = await Promise.all([
        checkWecom({ ...needs, isDemo: config.isDemo }),
        callbacks
          .lastReceivedAt()
          .then((lastEventAt) => checkCallback({ config, asOf: now(), lastEventAt, visit: open })),
        checkTrustedDomain(config, open),
      ])
      const faults = faultsOf(await health.faults(mostFaults), now())
      const rest = [checkClock(health.clockAheadMs()), checkRecentErrors(faults)]
      return report([...own, ...wecom, callback, trustedDomain, ...rest], faults)
    },
  }
}
