import { expect, it } from 'vitest'
import { secondsGranted } from '../../electron/sip/secondsGranted'

const ours = { user: 'k3j2h1g0', extension: '200', instance: 'urn:uuid:4f6a1c52-0d4e-8b1f-9a53-2e7c1d90ab34' }
const instance = `+sip.instance="<${ours.instance}>"`
const another = '+sip.instance="<urn:uuid:00000000-0000-8000-8000-000000000000>"'
const others = Array.from({ length: 200 }, (_, at) => `<sip:2${at}@192.0.2.${at};transport=ws>;expires=3600`)

it.each([
  ['as it was', ['<sip:k3j2h1g0@x.invalid;transport=ws>;expires=300'], 300],
  ['with its own expiry beside that of all', ['<sip:k3j2h1g0@x.invalid>;expires="240"'], 240],
  ['without an expiry, for as long as the answer says', ['<sip:k3j2h1g0@x.invalid>'], 120],
  ['behind two hundred others', [...others, '<sip:k3j2h1g0@x.invalid>;expires=60'], 60],
  ['behind two hundred others in one line', [[...others, '<sip:k3j2h1g0@x.invalid>;expires=60'].join(', ')], 60],
  ['with another host and port', ['<sip:k3j2h1g0@192.0.2.82:53951;transport=ws>;expires=60', ...others], 60],
  ['with a password and a secure scheme', ['<sips:k3j2h1g0:x@192.0.2.82>;expires=60', ...others], 60],
  ['by its instance, the rest rewritten', [...others, `<sip:x@192.0.2.7>;${instance};reg-id=1;expires=60`], 60],
  ['by its instance in capitals', [...others, `<sip:x@192.0.2.7>;expires=60;${instance.toUpperCase()}`], 60],
  ['alone, the user rewritten to the extension', ['<sip:200@192.0.2.82:53951;transport=ws>;expires=300'], 300],
  ['alone, the user rewritten to anything', ['<sip:gateway-17@192.0.2.82>;expires=300'], 300],
  ['alone, without any user', ['<sip:192.0.2.82:5060>;expires=300'], 300],
  ['alone, without brackets', ['sip:200@192.0.2.82;expires=300'], 300],
  ['with the extension, beside strangers', [...others, '<sip:200@192.0.2.82>;expires=90'], 90],
  ['with the extension as often as it has phones', ['<sip:200@a>;expires=9000', '<sip:200@b>;expires=90'], 90],
  [
    'and its own earlier address, which has run out',
    [`<sip:old@a>;${instance};expires=0`, `<sip:new@b>;${instance};expires=90`],
    90,
  ],
  ['beside what cannot be read', ['"', '<<>>;;', '<sip:k3j2h1g0@x.invalid>;expires=30'], 30],
])('finds our own address %s', (_, contacts, seconds) => {
  expect(secondsGranted(contacts, '120', ours)).toBe(seconds)
})

it.each([
  ['ours is over', ['<sip:k3j2h1g0@x.invalid>;expires=0', ...others]],
  ['ours is over, and stands alone', ['<sip:200@192.0.2.82>;expires=0']],
  ['there are others only', others],
  ['there is one phone, and it calls itself by another name', [`<sip:200@a>;${another};expires=60`]],
  [
    'there is one of the same extension and another instance, among others',
    [`<sip:200@a>;${another};expires=60`, ...others],
  ],
])('finds that nobody rings us when %s', (_, contacts) => {
  expect(secondsGranted(contacts, '120', ours)).toBe(0)
})

it.each([
  [[], undefined, undefined],
  [[], '120', 120],
  [[], '0', 0],
  [['<sip:k3j2h1g0@x.invalid>'], '0', 0],
  [['<sip:k3j2h1g0@x.invalid>;expires=soon'], undefined, undefined],
  [['<sip:k3j2h1g0@x.invalid>;expires=-1'], 'never', undefined],
])('takes %j with Expires: %s for %s', (contacts, expires, seconds) => {
  expect(secondsGranted(contacts, expires, ours)).toBe(seconds)
})

it('takes no time for as many as one message can hold', () => {
  const many = '<sip:a@b>,'.repeat(6_000)
  const begun = performance.now()

  expect(secondsGranted([`${many}<sip:k3j2h1g0@x.invalid>;expires=60`], undefined, ours)).toBe(60)
  expect(performance.now() - begun).toBeLessThan(500)
})
