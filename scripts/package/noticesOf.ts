import type { ShippedPackage } from './packageOf'
import { permitted } from './permitted'

/**
 * The text that goes out with the app: who made what is in it, and on which terms. Throws when the terms of one do not
 * let us ship it.
 */
export function noticesOf(packages: readonly ShippedPackage[]): string {
  const refused = packages.filter(({ licence }) => !permitted(licence))
  if (refused.length > 0) throw new Error(refused.map(whyNot).join('\n'))
  const sorted = packages.toSorted((a, b) => (titleOf(a) < titleOf(b) ? -1 : 1))
  return [
    'Phone Duty is made with the work of others. This is what of it is in the app, and on which terms.',
    'Electron and Chromium bring notices of their own, beside the program.',
    '',
    ...sorted.map(titleOf),
    ...sorted.flatMap(each => ['', '-'.repeat(80), titleOf(each), '', each.notice || onlyNamed(each)]),
    '',
  ].join('\n')
}

const titleOf = ({ name, version, licence }: ShippedPackage) => `${name} ${version} (${licence})`

const onlyNamed = ({ licence }: ShippedPackage) => `The package names its licence, ${licence}, and has no text of it.`

const whyNot = ({ name, version, licence }: ShippedPackage) =>
  `${name} ${version} must not be shipped: its licence is ${licence === '' ? 'not named' : `"${licence}"`}.`
