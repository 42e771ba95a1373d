import fc from 'fast-check'
import { expect, it } from 'vitest'
import { deeds, type Weather, World } from './aWorld'

// The desk's rules against a small exchange: 500 evenings by default, `RUNS=10000` for a long one. A failure prints its
// seed and its path; give both to `fc.assert` to see it again.
const numRuns = Number(process.env['RUNS'] ?? 500)

const deed = fc.record({
  after: fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 400, max: 20_000 })),
  what: fc.constantFrom(...deeds),
  which: fc.nat(11),
})
const script = fc
  .array(deed, { minLength: 3, maxLength: 30, size: 'max' })
  .map(more => [
    { after: 0, what: 'rings', which: 0 } as const,
    { after: 500, what: 'answers', which: 0 } as const,
    ...more,
  ])

const fine: Weather = { refusals: false, crossings: false, deaths: false }

it.each([
  ['a colleague is rung by us', 'join', {}],
  ['holds are refused now and then', 'join', { refusals: true }],
  ['the answers of the exchange cross', 'join', { crossings: true }],
  ['the exchange does it all', 'refer', {}],
  ['the app dies now and then', 'join', { deaths: true }],
  ['the app dies while holds are refused and answers cross', 'join', { deaths: true, refusals: true, crossings: true }],
  ['the app dies while the exchange does it all', 'refer', { deaths: true }],
] as const)(
  'nobody is lost, overheard or forgotten, whatever happens in whatever order: %s',
  (_, method, weather) => {
    fc.assert(
      fc.property(fc.integer(), script, (seed, happenings) => {
        const world = new World(seed, { ...fine, ...weather }, method)
        world.lives(happenings)
        expect(world.seen, world.diary.join('\n')).toEqual([])
      }),
      { numRuns },
    )
  },
  600_000,
)
