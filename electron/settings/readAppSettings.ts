import { basename } from 'node:path'
import type { Finding } from '../../domain/desk/Finding'
import { type Locale, locales } from '../../domain/desk/Settings'
import type { AppSettings } from '../openSession'
import type { CsvProblem } from '../directory/csvRows'
import { readPeopleCsv } from '../directory/readPeopleCsv'
import { openPreferences } from './openPreferences'
import { openSettings } from './openSettings'
import { passwordOf } from './passwordOf'
import { readSettingsFile } from './readSettingsFile'
import type { Settings } from './Settings'
import { settingsStore } from './SettingsStore'
import { toDeskSettings } from './toDeskSettings'
import type { WriteStore } from './WriteStore'

/** Where settings come from: a file given by hand, else what this profile keeps. */
export interface SettingsAsked {
  readonly profile: string
  readonly settings: string | undefined
  readonly lang: Locale | undefined
}

/** Everything the app is opened with. Throws a `SettingsMistake` for a file given by hand. */
export function readAppSettings(
  { profile, settings: file, lang }: SettingsAsked,
  env: Readonly<Record<string, string | undefined>>,
  write: WriteStore,
): AppSettings {
  const { settings, findings } = file === undefined ? kept(profile, write) : { ...readSettingsFile(file), findings: [] }
  const desk = toDeskSettings(settings, ofThisMachine())
  const lists = settings.directory.map(({ csv }) => ({ file: basename(csv), ...readPeopleCsv(csv) }))
  return {
    desk,
    preferences: openPreferences(profile, desk.locale, lang, write),
    accounts: settings.accounts.map(account => ({ ...account, password: passwordOf(account.extension, env) ?? '' })),
    people: lists.flatMap(({ people }) => people),
    findings: [...findings, ...lists.flatMap(skippedIn)],
  }
}

/** The language of this machine, if we speak it. */
function ofThisMachine(): Locale {
  const { locale } = new Intl.DateTimeFormat().resolvedOptions()
  return locales.find(each => locale === each || locale.startsWith(`${each}-`)) ?? 'en'
}

function kept(profile: string, write: WriteStore): { settings: Settings; findings: readonly Finding[] } {
  const store = openSettings(settingsStore(profile, write))
  return { settings: store.now(), findings: store.broken ? [{ kind: 'settings-broken', ...store.broken }] : [] }
}

function skippedIn({ file, problems }: { file: string; problems: readonly CsvProblem[] }): Finding[] {
  const [first] = problems
  return first
    ? [{ kind: 'people-skipped', file, lines: problems.length, first: `${first.line}: ${first.message}` }]
    : []
}
