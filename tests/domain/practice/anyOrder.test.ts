import { join } from 'node:path'
import * as fc from 'fast-check'
import { it } from 'vitest'
import type { SaidKey } from '../../../domain/practice/Topic'
import { readScenes } from '../../../electron/practice/readScenes'
import { aPractice } from '../../support/aPractice'

const { scenes } = readScenes(join(import.meta.dirname, '../../../assets/practice/scenes'))

const keys: readonly SaidKey[] = [
  'greeting.external.plain',
  'greeting.internal.plain',
  'ask.callerName',
  'ask.contact',
  'hold.start',
  'hold.back',
  'handOver.before.plain',
  'handOver.announce.us.name',
  'close.plain',
  'know.muted',
  'choice.nothing',
]

it('comes to an end whatever the learner does, and in whatever order', () => {
  const anyScene = fc.constantFrom(...scenes.map(scene => scene.in('en')))
  fc.assert(
    fc.property(anyScene, fc.infiniteStream(fc.nat(1_000)), fc.integer({ min: 1, max: 40 }), (scene, stream, steps) => {
      const rosa = aPractice(scene)
      const who = [...scene.callers.map(({ id }) => id), '201', '206']
      const pick = <T>(items: readonly T[]): T => items[Number(stream.next().value) % items.length] as T
      const doings: readonly (() => void)[] = [
        () => rosa.answers(pick(who)),
        () => rosa.says(pick(keys), pick(who)),
        () => rosa.holds(pick(who)),
        () => rosa.takesBack(pick(who)),
        () => rosa.tell({ type: 'userSpoke', who: pick(who) }),
        () => rosa.tell({ type: 'userFellSilent', who: pick(who), shown: pick(keys) }),
        () => rosa.getsBack('203', 'unanswered', pick(who)),
        () => rosa.joins('201', pick(who)),
        () => rosa.declines(pick(who)),
        () => rosa.tell({ type: 'lineFinished', who: pick(who), line: 'hello' }),
        () => rosa.hangsUp(pick(who)),
        () => rosa.waits(Number(stream.next().value) * 20),
      ]
      for (let step = 0; step < steps; step += 1) pick(doings)()
      rosa.waits(600_000)
      return rosa.isOver()
    }),
    { numRuns: 400 },
  )
})
