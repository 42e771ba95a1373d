import type { z } from 'zod'

/** One setting that cannot be so, and the sentence that says why. What stands there is not repeated: it may be secret. */
export interface SettingMistaken {
  readonly path: readonly PropertyKey[]
  readonly sentence: string
}

/** What is wrong with settings that the schema refused. */
export function mistakesIn({ issues }: z.ZodError): readonly SettingMistaken[] {
  return issues.flatMap(issue => {
    if (issue.code !== 'unrecognized_keys') return [mistaken(issue.path, issue.message)]
    return issue.keys.map(key => mistaken([...issue.path, key], isSecret(key) ? secretsElsewhere : unknownKey))
  })
}

const mistaken = (path: readonly PropertyKey[], words: string): SettingMistaken => ({
  path,
  sentence: `${written(path)} ${words}.`,
})

const unknownKey = 'is not a key that Phone Duty knows'
const secretsElsewhere =
  'does not belong in this file: set PHONE_DUTY_PASSWORD, or PHONE_DUTY_PASSWORD_ and the extension, in the environment'

const isSecret = (key: string): boolean => /pass|secret|credential|^pwd$|^pin$|^ha1$/i.test(key)

/** A path as people write it: accounts[0].server. */
function written(path: readonly PropertyKey[]): string {
  const parts = path.map(part => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
  return parts.join('').replace(/^\./, '') || 'The file'
}
