import { isSupportedCountry } from 'libphonenumber-js/max'
import { z } from 'zod'
import { locales } from '../../domain/desk/Settings'

const says = (rule: string) => ({
  error: ({ input }: { input?: unknown }) => (input === undefined ? `is missing; it ${rule}` : rule),
})

/** Text that may go out on a wire: nothing in it ends a line there, and begins another. */
const onOneLine = (rule: string) =>
  z.string(says(rule)).regex(/^[^\u0000-\u001F\u007F]*$/, 'must be on one line, without control characters')

const text = (rule: string) => onOneLine(rule).trim().min(1, rule)
const matching = (pattern: RegExp, rule: string) => z.string(says(rule)).regex(pattern, rule)

const headerName = matching(/^[\w!#$%&'*+.^`|~-]+$/, 'must be the name of a SIP header, such as "X-Line-Type"')
const values = z.array(text('must be text in quotation marks'), says('must be a list of texts, such as ["internal"]'))

const signal = z
  .strictObject(
    { header: headerName, internal: values, external: values },
    says('must hold header, internal and external'),
  )
  .refine(({ internal, external }) => internal.length + external.length > 0, 'must name at least one value')
  .refine(({ internal, external }) => !internal.some(value => external.map(lower).includes(lower(value))), {
    error: 'has a value that means both internal and external',
  })

const recall = z.strictObject(
  { header: headerName, value: text('must be text in quotation marks'), of: headerName },
  says('must hold header, value and of'),
)

const account = z.strictObject(
  {
    server: z.string(says('must be a ws:// or wss:// address')).superRefine((address, context) => {
      const mistake = mistakeInServer(address)
      if (mistake !== undefined) context.addIssue({ code: 'custom', message: mistake })
    }),
    domain: matching(/^[\p{L}\p{N}.:[\]_-]+$/u, 'must be a host name or an address').optional(),
    extension: matching(/^[\w.*+#~!-]{1,64}$/, 'must be an extension in quotation marks, such as "201"'),
    displayName: onOneLine('must be text in quotation marks').max(100, 'must be 100 characters at most').default(''),
    signal: signal.nullish(),
    line: z.enum(['internal', 'external'], says('must be "internal", "external" or null')).nullish(),
    calledNumberHeader: headerName.nullish(),
    recall: recall.nullish(),
    stun: z
      .array(matching(/^stuns?:\S+$/, 'must be a stun: or stuns: address'), says('must be a list of stun: addresses'))
      .default([]),
    country: z
      .string(says('must be a country code of two capitals, such as "JP"'))
      .refine(isSupportedCountry, 'must be a country code of two capitals, such as "JP"')
      .default('JP'),
    outsidePrefix: matching(
      /^[\d*#]{0,8}$/,
      'must be the digits dialled before an outside number, such as "0"',
    ).default(''),
    emergencyNumbers: z
      .array(
        matching(/^\d{2,15}$/, 'must be the digits of a number'),
        says('must be a list of numbers, such as ["9999"]'),
      )
      .max(20, 'must be 20 numbers at most')
      .optional(),
    iceGraceMs: wholeNumber(0, 5_000).default(100),
    allowUnencrypted: z.boolean(says('must be true or false')).default(false),
    trustNetwork: z.boolean(says('must be true or false')).default(false),
  },
  says('must be an account in braces'),
)

const calledNumber = z.strictObject(
  {
    number: matching(/\d/, 'must be a number in quotation marks, such as "0312345678"'),
    answerAs: text('must be the company name to answer with'),
  },
  says('must hold number and answerAs'),
)

const smtp = z.strictObject(
  {
    host: text('must be the name of a mail server'),
    port: wholeNumber(1, 65_535).default(587),
    from: matching(/^[^\s@]+@[^\s@]+$/, 'must be a mail address'),
  },
  says('must hold host, port and from'),
)

/** The settings as they are written down, in FILE and in the store alike. Everything may be left out. */
export const settingsSchema = z.strictObject(
  {
    accounts: z.array(account, says('must be a list of accounts')).max(20, 'must be 20 accounts at most').default([]),
    calledNumbers: z.array(calledNumber, says('must be a list of numbers')).default([]),
    directory: z
      .array(
        z.strictObject({ csv: text('must be the path of a CSV file') }, says('must hold csv')),
        says('must be a list of files, such as [{ "csv": "people.csv" }]'),
      )
      .default([]),
    outbox: z.strictObject({ smtp: smtp.nullish() }, says('must hold smtp')).prefault({}),
    gate: z
      .strictObject(
        {
          mode: z.enum(['line', 'afterCall'], says('must be "line" or "afterCall"')).default('line'),
          also: z
            .array(z.enum(['company', 'urgency'], says('must be "company" or "urgency"')), says('must be a list'))
            .default([]),
        },
        says('must hold mode and also'),
      )
      .prefault({}),
    handOver: z
      .strictObject(
        {
          default: z.enum(['announce', 'send'], says('must be "announce" or "send"')).default('announce'),
          noAnswerSeconds: wholeNumber(3, 300).default(15),
          method: z.enum(['join', 'refer'], says('must be "join" or "refer"')).default('join'),
        },
        says('must hold default and noAnswerSeconds'),
      )
      .prefault({}),
    callsAtOnce: wholeNumber(1, 10).default(10),
    locale: z.enum(locales, says('must be "en" or "ja"')).optional(),
  },
  says('must be settings in braces'),
)

/** The settings as a person or the store writes them. */
export type SettingsFile = z.input<typeof settingsSchema>

/** The settings with every default filled in. */
export type SettingsRead = z.output<typeof settingsSchema>

function wholeNumber(least: number, most: number) {
  const rule = `must be a whole number from ${least} to ${most}`
  return z.int(says(rule)).min(least, rule).max(most, rule)
}

function mistakeInServer(address: string): string | undefined {
  const rule = 'must be a ws:// or wss:// address'
  if (!/^wss?:\/\/[^/]/i.test(address) || !URL.canParse(address)) return rule
  const { username, password, hash } = new URL(address)
  if (username !== '' || password !== '') {
    return 'must not hold a password: set PHONE_DUTY_PASSWORD in the environment instead'
  }
  return hash === '' ? undefined : 'must be an address without a #'
}

const lower = (value: string): string => value.toLowerCase()
