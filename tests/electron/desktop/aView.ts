import type { Call } from '../../../domain/call/Call'
import type { Desk } from '../../../domain/desk/Desk'
import { type DeskView, viewOf } from '../../../domain/desk/DeskView'
import { deskWith } from '../../support/aCall'

/** What the desk shows of itself with these calls on it. */
export function aView(changes: Partial<Desk> = {}, ...calls: readonly Call[]): DeskView {
  return viewOf({ ...deskWith(...calls), ...changes })
}
