import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Their files start processes and mostly wait for them. */
const waiting = /\/tests\/(faults|server\/(cli|processes|import|callbacks))\//

/** The order of the runner, but whoever waits begins first: at the end they would run on alone while the cores rest. */
export class WaitersFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const waits = ({ moduleId }: TestSpecification) => waiting.test(moduleId)
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))]
  }
}
