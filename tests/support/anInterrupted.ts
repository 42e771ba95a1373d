import type { Interrupted } from '../../domain/desk/Interrupted'
import type { DialogId } from '../../domain/phone/DialogId'
import type { KeptLine } from '../../domain/record/KeptLine'
import { nine } from './aCall'
import { aRecord } from './aRecord'

/** What the exchange knows a leg by. */
export function aDialog(name: string): DialogId {
  return { callId: `dialog of ${name}`, localTag: `our tag for ${name}`, remoteTag: `their tag for ${name}` }
}

/** Ms Okafor's leg, and the one on which Tomas was asked whether he takes her. */
export const herLeg: DialogId = aDialog('okafor')
export const hisLeg: DialogId = aDialog('tomas')

/** What was kept of Ms Okafor's line while we talked. */
export function aKeptLine(changes: Partial<KeptLine> = {}): KeptLine {
  return {
    dialog: herLeg,
    answeredAt: nine + 4_000,
    heldAt: undefined,
    muted: false,
    shape: 'international',
    recalledFrom: '',
    answeredBefore: undefined,
    colleague: undefined,
    ...changes,
  }
}

/** Ms Okafor's call, in which the app died at ten seconds past nine. */
export function anInterrupted(changes: Partial<Interrupted> = {}): Interrupted {
  return {
    record: aRecord({ ending: 'interrupted', endedAt: nine + 4_000 }),
    line: aKeptLine(),
    aliveAt: nine + 10_000,
    recent: true,
    wanted: false,
    stage: 'waiting',
    ...changes,
  }
}
