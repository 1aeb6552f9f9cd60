import type { BrowserContext } from 'playwright-core'

/** Tells what the content security policy stops in any page or frame of this context; to be called before the first opens. */
export async function watchPolicy(context: BrowserContext, tell: (line: string) => void): Promise<void> {
  await context.exposeFunction('tellPolicyViolation', tell)
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
      const line = `policy of ${location.pathname}: ${effectiveDirective} stopped ${blockedURI} at ${sourceFile}:${lineNumber}`
      ;(window as unknown as { tellPolicyViolation: (text: string) => void }).tellPolicyViolation(line)
    })
  })
}
