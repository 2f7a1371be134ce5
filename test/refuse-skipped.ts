import type { Reporter } from 'vitest/node'

/** Under CI a test that was skipped fails the run: what it needs was to be installed. */
export default class RefuseSkipped implements Reporter {
  onTestRunEnd: NonNullable<Reporter['onTestRunEnd']> = (modules) => {
    const skipped = modules.flatMap((module) => [...module.children.allTests('skipped')])
    if (skipped.length === 0) return
    for (const test of skipped) console.error(`skipped: ${test.module.relativeModuleId}: ${test.fullName}`)
    process.exitCode = 1
  }
}
