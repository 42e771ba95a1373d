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
  const clockSpeed = Number(values['clock-speed'] ?? '1')
  if (!(clockSpeed >= 1 && clockSpeed <= 1_000)) {
    throw new OptionMistake(`--clock-speed must be a number from 1 to 1000, not "${values['clock-speed']}".`)
  }
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
  }
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
      },
    })
  } catch (error) {
    const [sentence] = (error instanceof Error ? error.message : String(error)).split('. ')
    throw new OptionMistake(`${sentence}.`)
  }
}
