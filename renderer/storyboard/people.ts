import type { Person } from '../../domain/directory/Person'

const person = (name: string, extension: string, department: string, more: Partial<Person> = {}): Person => ({
  name,
  kana: '',
  romaji: '',
  extension,
  department,
  mail: '',
  topics: [],
  deputies: [],
  ...more,
})

/** A company's list to look at: readings, topics, namesakes, a very long name, and somebody without an extension. */
export const people: readonly Person[] = [
  person('Sato Hanako', '101', 'Development'),
  person('Suzuki Ken', '102', 'Sales', { topics: ['orders'] }),
  person('田中 一郎', '204', 'Accounts', { kana: 'タナカ イチロウ', romaji: 'Tanaka Ichiro', topics: ['invoices'] }),
  person('Tanaka Ichiro', '205', 'Accounts', { topics: ['invoices', 'dunning'] }),
  person('Tanaka Yumi', '206', 'Personnel'),
  person('Wolfeschlegelsteinhausenbergerdorff-Rosenkrantz Maximiliane', '207', 'Research and Development, Osaka'),
  person('مريم الحسيني', '208', 'Support'),
  person('Okada Jun', '', 'Warehouse'),
  person('Ito Mai', '210', 'Support', { topics: ['the Acme server'] }),
  person('Watanabe Rei', '211', 'Sales'),
]
