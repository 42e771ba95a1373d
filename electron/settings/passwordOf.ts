/** The password of an extension, from the environment: its own if it has one, else the one for all. */
export function passwordOf(extension: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  // A variable that is set to nothing is how shells leave one unset.
  return env[`PHONE_DUTY_PASSWORD_${extension}`] || env['PHONE_DUTY_PASSWORD'] || undefined
}
