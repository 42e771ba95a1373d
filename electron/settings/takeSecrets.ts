/**
 * Takes the passwords out of an environment, so that no program we start inherits them (a browser's helpers, whatever
 * opens a link). Returns them by their names. What was started before us, or is shown of our own start by the system,
 * is out of reach.
 */
export function takeSecrets(env: Record<string, string | undefined>): Readonly<Record<string, string | undefined>> {
  const secrets = Object.entries(env).filter(([name]) => /^PHONE_DUTY_(SMTP_)?PASSWORD/.test(name))
  for (const [name] of secrets) delete env[name]
  return Object.fromEntries(secrets)
}
