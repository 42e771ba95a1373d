import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettingsFile } from '../../../electron/settings/readSettingsFile'
import { SettingsMistake } from '../../../electron/settings/SettingsMistake'
import { toDeskSettings } from '../../../electron/settings/toDeskSettings'
import { aSettingsFile } from './aSettingsFile'

const account = { server: 'wss://pbx.example/ws', domain: 'pbx.example', extension: '200' }

const reading = (settings: unknown) => readSettingsFile(aSettingsFile(JSON.stringify(settings))).settings

describe('a settings file', () => {
  it('may be empty, and everything then has its usual value', () => {
    expect(reading({})).toEqual({
      accounts: [],
      calledNumbers: [],
      directory: [],
      outbox: { smtp: undefined },
      gate: { mode: 'line', also: [] },
      handOver: { default: 'announce', noAnswerSeconds: 15, method: 'join' },
      callsAtOnce: 10,
      locale: undefined,
    })
  })

  it('needs to say no more of an account than where it registers', () => {
    expect(reading({ accounts: [account] }).accounts).toEqual([
      {
        accountId: '200@pbx.example',
        server: 'wss://pbx.example/ws',
        plainSocket: false,
        allowUnencrypted: false,
        trustNetwork: false,
        path: 'sealed',
        domain: 'pbx.example',
        extension: '200',
        displayName: '',
        signal: undefined,
        line: undefined,
        calledNumberHeader: undefined,
        recall: undefined,
        stun: [],
        country: 'JP',
        outsidePrefix: '',
        iceGraceMs: 100,
      },
    ])
  })

  it('can say everything', () => {
    const signal = { header: 'Alert-Info', internal: ['urn:alert:source:internal'], external: ['info=external'] }
    const recall = { header: 'Alert-Info', value: 'info=recall', of: 'X-Recall-Of' }
    const full = {
      ...account,
      displayName: 'Rosa Lind',
      signal,
      line: null,
      calledNumberHeader: 'X-Called-DID',
      recall,
      stun: ['stun:stun.example:3478'],
      country: 'GB',
      allowUnencrypted: true,
      trustNetwork: true,
      outsidePrefix: '0',
      emergencyNumbers: ['9999'],
      iceGraceMs: 0,
    }
    const settings = reading({
      accounts: [full],
      calledNumbers: [{ number: '0312345678', answerAs: 'Example Trading' }],
      outbox: { smtp: { host: 'mail.example', port: 2525, from: 'phone@mail.example' } },
      gate: { mode: 'afterCall', also: ['company', 'urgency', 'company'] },
      handOver: { default: 'send', noAnswerSeconds: 20, method: 'refer' },
      callsAtOnce: 2,
      locale: 'ja',
    })

    expect(settings.accounts[0]).toEqual({
      ...full,
      accountId: '200@pbx.example',
      plainSocket: false,
      path: 'sealed',
      line: undefined,
    })
    expect(settings.outbox.smtp?.port).toBe(2525)
    expect(toDeskSettings(settings, 'en')).toEqual({
      accounts: [
        {
          accountId: '200@pbx.example',
          extension: '200',
          displayName: 'Rosa Lind',
          country: 'GB',
          outsidePrefix: '0',
          path: 'sealed',
          line: undefined,
          signal,
          domain: 'pbx.example',
          emergencyNumbers: ['9999'],
        },
      ],
      calledNumbers: [{ number: '0312345678', answerAs: 'Example Trading' }],
      gate: { mode: 'afterCall', also: ['company', 'urgency'] },
      handOver: { default: 'send', noAnswerSeconds: 20, method: 'refer' },
      callsAtOnce: 2,
      locale: 'ja',
    })
  })

  it('tells accounts with the same address apart, the same way at each start', () => {
    const ids = () =>
      reading({ accounts: [account, { ...account, line: 'external' }] }).accounts.map(one => one.accountId)
    expect(ids()).toEqual(['200@pbx.example', '200@pbx.example#2'])
    expect(ids()).toEqual(ids())
  })

  it.each([
    ['ws://127.0.0.1:35088/ws', false],
    ['ws://localhost/ws', false],
    ['ws://[::1]:8088/ws', false],
    ['wss://pbx.example/ws', false],
    ['ws://pbx.example/ws', true],
    ['ws://192.0.2.1:8088/ws', true],
    ['ws://127.0.0.1.example/ws', true],
  ])('knows whether %s speaks in the clear to another machine', (server, plainSocket) => {
    expect(reading({ accounts: [{ ...account, server }] }).accounts[0]?.plainSocket).toBe(plainSocket)
  })

  it.each([
    ['ws://pbx.example/ws', undefined, 'open'],
    ['ws://pbx.example/ws', false, 'open'],
    ['ws://pbx.example/ws', true, 'sealed'],
    ['ws://192.0.2.1:8088/ws', undefined, 'open'],
    ['ws://127.0.0.1.example/ws', undefined, 'open'],
    ['wss://pbx.example/ws', undefined, 'sealed'],
    ['ws://127.0.0.1/ws', undefined, 'sealed'],
    ['ws://localhost/ws', undefined, 'sealed'],
    ['ws://[::1]/ws', undefined, 'sealed'],
  ] as const)(
    'over %s, with trustNetwork %s, has an exchange behind a path that is %s',
    (server, trustNetwork, path) => {
      const settings = reading({ accounts: [{ ...account, server, allowUnencrypted: true, trustNetwork }] })
      expect(settings.accounts[0]?.path).toBe(path)
      expect(toDeskSettings(settings, 'en').accounts[0]?.path).toBe(path)
    },
  )

  it('names other files from where it stands itself', () => {
    const path = aSettingsFile('{ "directory": [{ "csv": "people.csv" }, { "csv": "/srv/people.csv" }] }')
    expect(readSettingsFile(path).settings.directory).toEqual([
      { csv: join(path, '../people.csv') },
      { csv: '/srv/people.csv' },
    ])
  })

  it('may begin with a byte order mark and have Windows line ends', () => {
    expect(readSettingsFile(aSettingsFile('\uFEFF{\r\n"locale": "ja"\r\n}')).settings.locale).toBe('ja')
  })
})

describe('a mistake in a settings file is said in one sentence, with its line:', () => {
  const saidOf = (text: string | Uint8Array): string => {
    try {
      readSettingsFile(aSettingsFile(text))
    } catch (error) {
      if (error instanceof SettingsMistake) return error.message
      throw error
    }
    return 'nothing'
  }
  const withAccount = (...lines: string[]) =>
    `{\n  "accounts": [{\n    "domain": "pbx.example",\n    ${lines.join(',\n    ')}\n  }]\n}`
  const server = '"server": "wss://pbx.example/ws"'
  const extension = '"extension": "200"'

  it.each([
    [
      'a wrong address',
      withAccount('"server": "http://pbx.example"', extension),
      'settings.json, line 4: accounts[0].server must be a ws:// or wss:// address.',
    ],
    [
      'no address',
      withAccount(extension),
      'settings.json, line 2: accounts[0].server is missing; it must be a ws:// or wss:// address.',
    ],
    [
      'an extension without quotation marks',
      withAccount(server, '"extension": 200'),
      'settings.json, line 5: accounts[0].extension must be an extension in quotation marks, such as "201".',
    ],
    [
      'a name that ends a line on the wire, and begins another',
      withAccount(server, extension, String.raw`"displayName": "Rosa\r\nX-Line-Type: internal"`),
      'settings.json, line 6: accounts[0].displayName must be on one line, without control characters.',
    ],
    [
      'a name with nothing in it that can be seen',
      withAccount(server, extension, String.raw`"displayName": "Rosa\u0000"`),
      'settings.json, line 6: accounts[0].displayName must be on one line, without control characters.',
    ],
    [
      'a value of a signal on two lines',
      withAccount(
        server,
        extension,
        String.raw`"signal": { "header": "X-Line", "internal": ["a\nb"], "external": [] }`,
      ),
      'settings.json, line 6: accounts[0].signal.internal[0] must be on one line, without control characters.',
    ],
    [
      'a header that ends its own line',
      withAccount(server, extension, String.raw`"calledNumberHeader": "X-DID\r\nX-Line-Type"`),
      'settings.json, line 6: accounts[0].calledNumberHeader must be the name of a SIP header, such as "X-Line-Type".',
    ],
    [
      'an extension with something behind it',
      withAccount(server, String.raw`"extension": "200\n"`),
      'settings.json, line 5: accounts[0].extension must be an extension in quotation marks, such as "201".',
    ],
    [
      'a domain with something behind it',
      withAccount(server, extension, String.raw`"domain": "pbx.example\r\nX: y"`).replace(
        '"domain": "pbx.example",',
        '',
      ),
      'settings.json, line 6: accounts[0].domain must be a host name or an address.',
    ],
    [
      'a mail server with something behind it',
      String.raw`{ "outbox": { "smtp": { "host": "mail.example\r\nRCPT TO:<x@y>", "from": "phone@example.com" } } }`,
      'settings.json, line 1: outbox.smtp.host must be on one line, without control characters.',
    ],
    [
      'a key that nobody knows',
      withAccount(server, extension, '"colour": 1'),
      'settings.json, line 6: accounts[0].colour is not a key that Phone Duty knows.',
    ],
    [
      'a key that nobody knows, at the top',
      '{\n"gait": {}}',
      'settings.json, line 2: gait is not a key that Phone Duty knows.',
    ],
    [
      'a country that is none',
      withAccount(server, extension, '"country": "UK"'),
      'settings.json, line 6: accounts[0].country must be a country code of two capitals, such as "JP".',
    ],
    [
      'a line that is none',
      withAccount(server, extension, '"line": "inside"'),
      'settings.json, line 6: accounts[0].line must be "internal", "external" or null.',
    ],
    [
      'a signal without values',
      withAccount(server, extension, '"signal": { "header": "X-Line",\n "internal": [], "external": [] }'),
      'settings.json, line 6: accounts[0].signal must name at least one value.',
    ],
    [
      'a signal that contradicts itself',
      withAccount(server, extension, '"signal": { "header": "X-Line",\n "internal": ["in"], "external": ["IN"] }'),
      'settings.json, line 6: accounts[0].signal has a value that means both internal and external.',
    ],
    [
      'a waiting time that is none',
      '{\n"handOver": {\n"noAnswerSeconds": 15.5 } }',
      'settings.json, line 3: handOver.noAnswerSeconds must be a whole number from 3 to 300.',
    ],
    [
      'a way of handing over that is none',
      '{\n"handOver": {\n"method": "blind" } }',
      'settings.json, line 3: handOver.method must be "join" or "refer".',
    ],
    [
      'more calls at once than there is room for',
      '{\n"callsAtOnce": 11 }',
      'settings.json, line 2: callsAtOnce must be a whole number from 1 to 10.',
    ],
    [
      'no calls at all',
      '{\n"callsAtOnce": 0 }',
      'settings.json, line 2: callsAtOnce must be a whole number from 1 to 10.',
    ],
    [
      'a leave to be overheard that is neither yes nor no',
      withAccount(server, extension, '"allowUnencrypted": "yes"'),
      'settings.json, line 6: accounts[0].allowUnencrypted must be true or false.',
    ],
    [
      'a gate that is none',
      '{ "gate": {\n "mode": "soft" } }',
      'settings.json, line 2: gate.mode must be "line" or "afterCall".',
    ],
    ['a list that is none', '{\n"accounts": {} }', 'settings.json, line 2: accounts must be a list of accounts.'],
    ['the first of several', '{\n"gate": 1,\n"locale": "fr" }', 'settings.json, line 2: gate must hold mode and also.'],
    ['something that is no settings', '\n[]', 'settings.json, line 2: The file must be settings in braces.'],
    ['a comma too many', '{\n"locale": "en",\n}', 'settings.json, line 3: the comma before } is one too many.'],
    ['a comma too few', '{\n"gate": {}\n"locale": "en"\n}', 'settings.json, line 2: a comma or } is expected here.'],
    ['a comment', '{\n// hello\n}', 'settings.json, line 2: comments are not allowed in JSON.'],
    [
      'single quotation marks',
      "{\n'locale': 'en' }",
      'settings.json, line 2: a key in double quotation marks is expected.',
    ],
    [
      'a word without quotation marks',
      '{\n"locale": en }',
      'settings.json, line 2: text stands in double quotation marks.',
    ],
    ['a quotation mark left open', '{\n"locale": "en\n}', 'settings.json, line 2: a quotation mark is not closed.'],
    ['a brace left open', '{\n"locale": "en"\n', 'settings.json, line 3: a comma or } is expected here.'],
    [
      'a key written twice',
      '{\n"locale": "en",\n"locale": "ja" }',
      'settings.json, line 3: the key locale stands here twice.',
    ],
    ['text after the end', '{}\n{}', 'settings.json, line 2: something stands after the end.'],
    ['nothing at all', '', 'settings.json, line 1: the text ends too early; a bracket is not closed.'],
    ['too many brackets', '['.repeat(5_000), 'settings.json, line 1: the brackets are nested too deeply.'],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d), 'settings.json is not written in UTF-8.'],
  ])('%s', (_, text, sentence) => {
    expect(saidOf(text)).toBe(sentence)
  })

  it('a file that is not there', () => {
    expect(() => readSettingsFile('/nowhere/settings.json')).toThrow(
      new SettingsMistake('settings.json cannot be read: there is no such file.'),
    )
  })

  it.each(['password', 'sipPassword', 'authSecret', 'pwd'])(
    'a %s, which belongs in the environment and is not repeated',
    key => {
      const said = saidOf(withAccount(server, extension, `"${key}": "hunter2"`))
      expect(said).toBe(
        `settings.json, line 6: accounts[0].${key} does not belong in this file: set PHONE_DUTY_PASSWORD, or PHONE_DUTY_PASSWORD_ and the extension, in the environment.`,
      )
    },
  )

  it.each([
    withAccount('"server": "wss://200:hunter2@pbx.example/ws"', extension),
    withAccount(server, '"extension": "hunter2'),
    withAccount(server, '"password": hunter2'),
  ])('and never repeats what stands there', text => {
    expect(saidOf(text)).toMatch(/^settings\.json, line \d+: /)
    expect(saidOf(text)).not.toContain('hunter2')
  })
})
