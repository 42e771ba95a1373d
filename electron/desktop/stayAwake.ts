import type { PowerSaveBlocker } from 'electron'
import type { Call } from '../../domain/call/Call'

/** Keeps the machine from falling asleep in a call; its screen may. Call it with the calls whenever they change. */
export function stayAwake(blocker: PowerSaveBlocker): (calls: readonly Pick<Call, 'phase'>[]) => void {
  let id: number | undefined
  return calls => {
    const isUp = calls.some(({ phase }) => phase !== 'wrapUp' && phase !== 'saving')
    if (isUp === (id !== undefined)) return
    if (id !== undefined) blocker.stop(id)
    id = isUp ? blocker.start('prevent-app-suspension') : undefined
  }
}
