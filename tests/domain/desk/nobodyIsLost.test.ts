import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deeds, World } from './aWorld'

// The desk's rules against a small exchange: 500 evenings by default, `RUNS=10000` for a long one. A failure prints its
// seed and its path; give both to `fc.assert` to see it again.
const numRuns = Number(process.env['RUNS'] ?? 500)

const deed = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 400, max: 20_000 })),
  what: fc.constantFrom(...deeds),
  which: fc.nat(11),
})
const script = fc
  .array(deed, { minLength: 3, maxLength: 30 })
  .map(more => [
    { after: 0, what: 'rings', which: 0 } as const,
    { after: 500, what: 'answers', which: 0 } as const,
    ...more,
  ])

it.each([
  ['a colleague is rung by us', 'join', false, false],
  ['holds are refused now and then', 'join', true, false],
  ['the answers of the exchange cross', 'join', false, true],
  ['the exchange does it all', 'refer', false, false],
] as const)(
  'nobody is lost, overheard or forgotten, whatever happens in whatever order: %s',
  (_, method, refusals, crossings) => {
    fc.assert(
      fc.property(fc.integer(), script, (seed, happenings) => {
        const world = new World(seed, { refusals, crossings }, method)
        world.lives(happenings)
        expect(world.seen, world.diary.join('\n')).toEqual([])
      }),
      { numRuns },
    )
  },
  600_000,
)
