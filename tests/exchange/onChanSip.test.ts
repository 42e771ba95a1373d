import { describe, it } from 'vitest'
import { startChanSip } from './rig/ChanSip'
import { startDeskPhone } from './rig/DeskPhone'
import { callerPitch, outside, tellTheStory } from './theSameStory'

describe('a desk on Asterisk 16 with chan_sip', () => {
  const cast = tellTheStory({ start: startChanSip, plug: startDeskPhone, musicOnHold: true })

  it('goes on with both voices when the page is reloaded', async () => {
    const { rig, phone, talksTo, bothHear } = cast()
    const caller = await phone(outside)
    const callId = await talksTo(caller)
    await rig.reloads()

    await rig.inPhase('talking', callId)
    await bothHear(caller, callerPitch)
  })
})
