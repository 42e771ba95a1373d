import { ArrowLeft, Cable, PhoneIncoming } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { practise, useBridge } from '../../bridge/desk'
import { Button } from '../../parts/Button'
import { ConnectFirst } from '../reception/ConnectFirst'

/** The first morning, with two doors: a call to try it on, and the company's own phone system. */
export function FirstDoors() {
  const { t } = useTranslation()
  const [door, setDoor] = useState<'try' | 'connect'>()
  const isRefused = useBridge(({ practice }) => practice.trouble?.what === 'begin')
  if (isRefused && door === 'try') setDoor(undefined)
  if (door === 'connect') {
    return (
      <div className="space-y-2">
        <Button look="quiet" icon={ArrowLeft} onClick={() => setDoor(undefined)}>
          {t('practice.doors.back')}
        </Button>
        <ConnectFirst />
      </div>
    )
  }
  return (
    <div className="space-y-4 py-2">
      <h2 className="text-2xl leading-tight font-semibold text-balance">{t('practice.doors.title')}</h2>
      <p className="text-quiet">{t('practice.doors.lead')}</p>
      <Door
        next
        icon={PhoneIncoming}
        words={t('practice.doors.try_')}
        hint={t(door === 'try' ? 'practice.opening' : 'practice.doors.tryHint')}
        open={() => {
          setDoor('try')
          practise({ type: 'begin' })
        }}
      />
      <Door
        icon={Cable}
        words={t('practice.doors.connect')}
        hint={t('practice.doors.connectHint')}
        open={() => setDoor('connect')}
      />
      <p className="px-1 text-sm font-medium">{t('registration.emergency')}</p>
    </div>
  )
}

interface DoorProps {
  readonly icon: LucideIcon
  readonly words: string
  readonly hint: string
  readonly open: () => void
  readonly next?: boolean
}

function Door({ icon: Icon, words, hint, open, next = false }: DoorProps) {
  return (
    <div className="space-y-1.5">
      <Button
        big
        look={next ? 'next' : 'plain'}
        className="w-full justify-start py-3 text-start text-xl"
        onClick={open}
      >
        <span className="inline-flex items-center gap-3">
          <Icon aria-hidden="true" className="size-6 shrink-0" />
          {words}
        </span>
      </Button>
      <p className="px-1 text-sm text-quiet">{hint}</p>
    </div>
  )
}
