import type { WriteLog } from './Level'
import { oneLine } from './oneLine'

/**
 * A bug is ours to hear about, and not a reason to hang up on everybody: what nobody caught is logged, and the desk
 * goes on. The same for a terminal that goes away while we write to it.
 */
export function surviveBugs(writeLog: WriteLog): void {
  const report = (error: unknown) => {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error)
    writeLog('error', `bug ${oneLine(told.replaceAll('\n', ' | '))}`)
  }
  process.on('uncaughtException', report)
  process.on('unhandledRejection', report)
  process.stdout.on('error', () => undefined)
  process.stderr.on('error', () => undefined)
}
