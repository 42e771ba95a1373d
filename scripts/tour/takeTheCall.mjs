import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const practice = join(import.meta.dirname, '../../assets/practice')
const read = path => JSON.parse(readFileSync(join(practice, path), 'utf8'))

/**
 * Takes one call of a scene as somebody would who does everything right: says what stands on the screen, writes down what
 * they are told, and ends the call in the way that is best for the caller. `moment` is told of each step, and `listen`
 * when both have been heard.
 */
export async function takeTheCall(page, { scene, lang, words, fast, moment, listen }) {
  const { title, callers } = read(`scenes/${scene}.json`)
  const pause = ms => page.waitForTimeout(fast ? 30 : ms)

  await page.getByRole('button', { name: words('practice.doors.try_') }).waitFor()
  await pause(800)
  await moment('first-start')
  await page.getByRole('button', { name: words('practice.doors.try_') }).click()
  await page.getByText(words('practice.coming')).waitFor()
  await moment('coming')
  await letRing(page, { scene, words })
  for (const caller of callers)
    await takeOne(page, { truth: caller.truth, title: title[lang], lang, words, fast, pause, moment, listen })

  await page.getByTestId('debrief').waitFor({ timeout: 30_000 })
  await pause(800)
  await moment('debrief')
  await page.getByTestId('debrief').evaluate(part => part.scrollIntoView({ block: 'end' }))
  await moment('what-was-caught')
}

/** Takes one caller, from the ring until their call is put away. */
async function takeOne(page, { truth, title, lang, words, fast, pause, moment, listen }) {
  const told = { ...truth, ...truth[lang] }
  const [ending] = truth.endings
  const { people } = read('people.json')
  const nameOf = extension => people.find(person => person.extension === extension)?.[lang].name
  const button = name => page.getByRole('button', { name, exact: false }).first()
  const field = slot => page.getByRole('textbox', { name: words(`notes.slot.${slot}`) })

  const write = async (slot, text) => {
    if (!text || (await field(slot).inputValue()) !== '') return
    await field(slot).click()
    if (fast) await field(slot).fill(text)
    else await field(slot).pressSequentially(text, { delay: 40 })
    await pause(400)
  }

  /** Says the sentence of the moment, and listens to the end of the answer. */
  const say = async () => {
    const heard = await page.getByTestId('caption').count()
    await pause(900)
    await page.keyboard.press('Alt+y')
    const answered = page.waitForFunction(
      before => document.querySelectorAll('[data-testid=caption]').length > before,
      heard,
      { timeout: 4_000 },
    )
    await answered.catch(() => undefined)
    await page.waitForFunction(() => document.querySelector('[data-speaking=true]') === null)
    await pause(500)
  }

  const askedNow = async () => await page.getByTestId('say-now').first().getAttribute('data-phrase')
  const becomes = wanted =>
    page.waitForFunction(
      ([start]) => document.querySelector('[data-testid=say-now]')?.dataset.phrase?.startsWith(start),
      [wanted],
      { timeout: 12_000 },
    )

  const notes = {
    requirement: told.requirement.map(([word]) => word).join(', ') || title,
    callerName: told.callerName[0],
    company: told.company[0],
    contact: told.contact[0],
    forWhom: ending.kind === 'message' ? nameOf(ending.for[0]) : told.forWhom[0],
  }

  const answerSlot = async slot => {
    if (slot === 'response') {
      await page.getByRole('radio', { name: words(`notes.responses.${truth.response[0] ?? 'dealtWith'}`) }).click()
    } else if (slot === 'callerName' && !notes.callerName) {
      await page.getByRole('checkbox', { name: words('notes.wontSay.callerName') }).click()
    } else if (slot === 'contact' && !notes.contact) {
      await page.getByRole('checkbox', { name: words('notes.wontSay.contact') }).click()
    } else await write(slot, notes[slot])
    await pause(300)
  }

  await page.getByRole('region', { name: words('incoming.region') }).waitFor({ timeout: 20_000 })
  await pause(1_500)
  await moment('ring')
  await page.getByRole('button', { name: words('incoming.answer') }).click()
  await page.locator('[data-phase=talking]').waitFor()
  await moment('answered')
  await say()
  await listen()
  await moment('greeted')
  await write('requirement', notes.requirement)

  if (ending.kind === 'released') await release()
  else await capture()
  if (ending.kind === 'handedOver') await handOver()
  if (ending.kind === 'message' || ending.kind === 'dealtWith') await sayGoodbye()

  async function capture() {
    // A colleague takes over without a contact; everybody else is asked for everything that is owed.
    const last = ending.kind === 'handedOver' ? 'ask.contact' : 'close.'
    await askUpTo(last)
    // Whoever is not there is owed an answer, so there is more to ask.
    if (ending.kind !== 'handedOver' && notes.forWhom) {
      await write('forWhom', notes.forWhom)
      await askUpTo(last)
    }
    if (truth.urgent) await page.getByRole('checkbox', { name: words('notes.urgent'), exact: true }).click()
    if (notes.company) await write('company', notes.company)
    await listen()
    await moment('noted')
  }

  async function askUpTo(last) {
    for (let turn = 0; turn < 10; turn += 1) {
      const key = (await askedNow()) ?? ''
      if (key.startsWith(last) || key.startsWith('close.')) break
      const slot = key.replace(/^ask\.(contact|requirement)\w*$/, 'ask.$1').replace('ask.', '')
      await say()
      await answerSlot(slot)
      if (slot === 'callerName') await moment('asked')
    }
  }

  async function release() {
    await say()
    await page.keyboard.press('Alt+e')
    await page.getByRole('alert').first().waitFor()
    await moment('asked-at-the-gate')
    await page.getByRole('button', { name: words(`gate.releases.${ending.as}`) }).click()
    await moment('released')
    await putAway()
  }

  async function handOver() {
    const colleague = nameOf(ending.to[0])
    await page.keyboard.press('Alt+t')
    const finder = page.getByRole('searchbox')
    await finder.fill(colleague)
    await button(words('handOver.announce', { name: colleague })).waitFor()
    await moment('found')
    await becomes('handOver.before')
    await say()
    await button(words('handOver.announce', { name: colleague })).click()
    await page.locator('[data-phase=handingOver]').waitFor()
    await moment('calling-the-colleague')
    await becomes('handOver.announce')
    await say()
    await moment('announced')
    await page.getByRole('button', { name: words('handOver.join') }).click()
    await page.locator('[data-phase=handingOver]').waitFor({ state: 'detached' })
    await moment('joined')
    await putAway()
  }

  async function sayGoodbye() {
    await say()
    await page
      .locator('[data-phase=wrapUp], [data-testid=debrief]')
      .first()
      .waitFor({ timeout: 6_000 })
      .catch(async () => {
        await page.keyboard.press('Alt+e')
      })
    await moment('goodbye')
    await putAway()
  }

  /** Saves what is still open; a call whose notes are whole is put away by itself. */
  async function putAway() {
    const save = page.getByRole('button', { name: words('notes.save'), exact: true })
    await save.or(page.getByTestId('debrief')).first().waitFor()
    await moment('afterwards')
    if (await save.isVisible()) await save.click()
  }
}

/** The first call that comes is the app's own choice; another one is asked for. */
async function letRing(page, { scene, words }) {
  const ringing = page.getByRole('region', { name: words('incoming.region') })
  await ringing.waitFor({ timeout: 20_000 })
  if ((await page.locator(`[data-practice-scene="${scene}"]`).count()) > 0) return
  await page.getByRole('button', { name: words('incoming.decline') }).click()
  await page.getByTestId('debrief').waitFor()
  await page.getByRole('button', { name: words('practice.scenes') }).click()
  await page.locator(`[data-scene="${scene}"]`).click()
  await ringing.waitFor({ timeout: 20_000 })
}
