import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Deed, deeds, type Weather, World } from './aWorld'

// The desk's rules against a small exchange: 500 evenings by default, `RUNS=10000` for a long one. A failure prints its
// seed and its path; give both to `fc.assert` to see it again.
const numRuns = Number(process.env['RUNS'] ?? 500)

const after = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 400, max: 20_000 }))
const which = fc.nat(11)
const deed = fc.record({ after, what: fc.constantFrom(...deeds), which })

/** The app dies in a call, and people do what they do in the seconds in which it is on its way back. */
const dying = fc
  .tuple(
    after,
    fc.nat(3),
    fc.array(fc.record({ after: fc.integer({ min: 0, max: 900 }), what: fc.constantFrom(...deeds), which }), {
      maxLength: 6,
    }),
  )
  .map(([after, which, hasty]): readonly Deed[] => [
    { after, what: 'rings', which: 0 },
    { after: 500, what: 'answers', which: 0 },
    { after: 1_000, what: 'app dies', which },
    { after: 1_000 + which * 5_000, what: 'rings', which: 0 },
    ...hasty,
  ])

const begins: readonly Deed[] = [
  { after: 0, what: 'rings', which: 0 },
  { after: 500, what: 'answers', which: 0 },
]
const quiet = fc.array(deed, { minLength: 3, maxLength: 30, size: 'max' })
const scriptIn = ({ deaths }: Weather): fc.Arbitrary<readonly Deed[]> =>
  deaths
    ? fc
        .array(fc.oneof({ weight: 6, arbitrary: deed.map(one => [one]) }, { weight: 1, arbitrary: dying }), {
          minLength: 3,
          maxLength: 25,
          size: 'max',
        })
        .map(chapters => [...begins, ...chapters.flat()])
    : quiet.map(more => [...begins, ...more])

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
    const all = { ...fine, ...weather }
    fc.assert(
      fc.property(fc.integer(), scriptIn(all), (seed, happenings) => {
        const world = new World(seed, all, method)
        world.lives(happenings)
        expect(world.seen, world.diary.join('\n')).toEqual([])
      }),
      { numRuns },
    )
  },
  600_000,
)
