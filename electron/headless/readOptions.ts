import { parseArgs } from 'node:util'
import type { Locale } from '../../domain/desk/Settings'

/** How the desk without Electron is started. */
export interface Options {
  readonly profile: string
  readonly port: number
  readonly settings: string | undefined
  readonly practice: boolean
  readonly lang: Locale | undefined
  readonly clockSpeed: number
  /** How many times as fast people in practice speak and come to the phone; for tests and the tour. */
  readonly practicePace: number
}

/** A mistake in how the app was started; its message is one sentence for a person. */
export class OptionMistake extends Error {
  override readonly name = 'OptionMistake'
}

/** Reads the command line. Throws an `OptionMistake` that names the option. */
export function readOptions(args: string[]): Options {
  const { values } = parsed(args)
  if (!values.profile)
    throw new OptionMistake('--profile is missing: name the folder that holds everything the app writes.')
  const port = Number(values.port ?? '0')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new OptionMistake(`--port must be a whole number from 0 to 65535, not "${values.port}".`)
  }
  const clockSpeed = timesAsFast('clock-speed', values)
  const practicePace = timesAsFast('practice-pace', values)
  const { lang } = values
  if (lang !== undefined && lang !== 'en' && lang !== 'ja') {
    throw new OptionMistake(`--lang must be en or ja, not "${lang}".`)
  }
  return {
    profile: values.profile,
    port,
    settings: values.settings,
    practice: !values['no-practice'],
    lang,
    clockSpeed,
    practicePace,
  }
}

function timesAsFast<Name extends string>(name: Name, values: { readonly [Option in Name]?: string }): number {
  const written = values[name] ?? '1'
  const speed = Number(written)
  if (!(speed >= 1 && speed <= 1_000)) {
    throw new OptionMistake(`--${name} must be a number from 1 to 1000, not "${written}".`)
  }
  return speed
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        profile: { type: 'string' },
        port: { type: 'string' },
        settings: { type: 'string' },
        'no-practice': { type: 'boolean' },
        lang: { type: 'string' },
        'clock-speed': { type: 'string' },
        'practice-pace': { type: 'string' },
      },
    })
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new OptionMistake(`${sentence}.`)
  }
}
