import { expect, it } from 'vitest'
import { algorithmOf, digestOf } from '../../../electron/sip/signIn/digest'

const mufasa = {
  username: 'Mufasa',
  realm: 'http-auth@example.org',
  password: 'Circle of Life',
  method: 'GET',
  uri: '/dir/index.html',
  nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v',
  count: { cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ', nc: '00000001' },
}
const testrealm = {
  ...mufasa,
  realm: 'testrealm@host.com',
  password: 'Circle Of Life',
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  count: { cnonce: '0a4f113b', nc: '00000001' },
}
const jason = {
  username: 'J\u00E4s\u00F8n Doe',
  realm: 'api@example.org',
  password: 'Secret, or not?',
  method: 'GET',
  uri: '/doe.json',
  nonce: '5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK',
  count: { cnonce: 'NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v', nc: '00000001' },
}

function algorithm(name?: string) {
  const known = algorithmOf(name)
  if (!known) throw new Error(`${name ?? 'MD5'} is not known`)
  return known
}

it.each([
  ['MD5 with RFC 7616', 'MD5', mufasa, '8ca523f5e9506fed4657c9700eebdbec'],
  ['SHA-256 with RFC 7616', 'SHA-256', mufasa, '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1'],
  [
    'SHA-512-256 and UTF-8 with RFC 7616, as its erratum 4897 has it',
    'SHA-512-256',
    jason,
    '3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5',
  ],
  ['MD5 with RFC 2617', undefined, testrealm, '6629fae49393a05397450978507c4ef1'],
  [
    'MD5 without counting with RFC 2069, in lower case',
    'md5',
    { ...testrealm, password: 'CircleOfLife', count: undefined },
    '1949323746fe6a43ef61f9606e7febea',
  ],
])('agrees about %s', (_, name, digested, digest) => {
  expect(digestOf({ ...digested, algorithm: algorithm(name) })).toBe(digest)
})

// RFC 7616 section 3.4.2, which has no example: worked out with openssl.
it.each([
  ['MD5-sess', 'e783283f46242139c486a698fec7211d'],
  ['SHA-256-sess', '2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7'],
  ['SHA-512-256-SESS', '3f2a34f923c38b0fb26dce2fdfc2ce326c23cecf86fbb1444f3e51fbbc2cb92e'],
])('mixes both nonces into the secret with %s', (name, digest) => {
  expect(digestOf({ ...mufasa, algorithm: algorithm(name) })).toBe(digest)
})

it.each(['SHA-1', 'SHA-512', 'MD4', '', '-sess', 'MD5-sess-sess', 'constructor'])('does not know %j', name => {
  expect(algorithmOf(name)).toBeUndefined()
})
