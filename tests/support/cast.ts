import type { Person } from '../../domain/directory/Person'
import type { Capture } from '../../domain/capture/Capture'
import { blankCapture } from '../../domain/capture/Capture'
import type { Account, DeskSettings } from '../../domain/desk/Settings'
import type { Invitation, Party } from '../../domain/phone/Invitation'

// Rosa (200) has phone duty. Her colleagues are 201 to 203. Ms Okafor, a customer, calls from outside.

const person = (name: string, extension: string, more: Partial<Person> = {}): Person => ({
  name,
  kana: '',
  romaji: '',
  extension,
  department: '',
  mail: '',
  topics: [],
  deputies: [],
  ...more,
})

export const people: readonly Person[] = [
  person('Rosa Marín', '200'),
  person('Tomas Lind', '201', { department: 'Accounts', topics: ['invoices'] }),
  person('佐藤 愛子', '202', { kana: 'サトウ アイコ', romaji: 'Sato Aiko' }),
  person('Sam Reed', '203'),
  person('Sam Reed', '204'),
  person('Nadia Haddad', ''),
]

/** Rosa's extension. The exchange says with `X-Line-Type` what line a call is on; 9 gets an outside line. */
export const main: Account = {
  accountId: 'main',
  extension: '200',
  displayName: 'Rosa Marín',
  country: 'GB',
  outsidePrefix: '9',
  path: 'sealed',
  domain: 'pbx.example.com',
  line: undefined,
  signal: { header: 'X-Line-Type', internal: ['internal'], external: ['external'] },
}

export const office: DeskSettings = {
  accounts: [main],
  calledNumbers: [{ number: '020 7946 0100', answerAs: 'Example Trading' }],
  gate: { mode: 'line', also: [] },
  locale: 'en',
  handOver: { default: 'announce', noAnswerSeconds: 15, method: 'join' },
  callsAtOnce: 10,
}

export const msOkafor: Party = {
  number: '+442079460018',
  name: 'Ms Okafor',
  shape: 'international',
  withheld: false,
}

/** A colleague's number and name, as anybody may show them. */
export const tomas: Party = { number: '201', name: 'Tomas Lind', shape: 'short', withheld: false }

export const nobodyKnown: Party = { number: '', name: '', shape: 'none', withheld: true }

export function anInvitation(changes: Partial<Invitation> = {}): Invitation {
  return {
    accountId: 'main',
    caller: msOkafor,
    claimed: undefined,
    signalValues: ['external'],
    dialled: '02079460100',
    recallOf: '',
    verificationFailed: false,
    forwardedBy: '',
    ...changes,
  }
}

/** Everything that the gate asks of a customer's call. */
export const filledIn: Capture = {
  ...blankCapture,
  requirement: 'The March invoice is wrong',
  callerName: 'Ms Okafor',
  contact: '+44 20 7946 0018',
}
