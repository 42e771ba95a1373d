import { useTranslation } from 'react-i18next'
import { isUnprovenNumber } from '../../domain/call/isUnprovenNumber'
import type { CallView } from '../../domain/desk/DeskView'
import { PhoneNumber } from '../parts/PhoneNumber'
import { gap, Sentence } from '../parts/Sentence'
import { callWho } from './callWho'

/** Who rings: what they show of themselves, and what we may believe of it. */
export function Caller({ call, slim = false }: { readonly call: CallView; readonly slim?: boolean }) {
  const { t } = useTranslation()
  const who = callWho(call)
  // What nobody vouches for is not printed in bold.
  const weight = who.claimed ? 'font-normal' : 'font-semibold'
  const large = `${weight} ${slim ? 'text-lg leading-snug' : 'text-2xl leading-tight'}`
  const small = slim ? 'text-sm' : 'text-lg'
  return (
    <div className="min-w-0">
      <div className={slim ? 'flex flex-wrap items-baseline gap-x-2.5' : ''}>
        {(who.name !== '' || call.direction === 'incoming') && (
          <h2 className={`${who.name ? large : `${small} font-normal text-quiet`} line-clamp-2 wrap-anywhere`}>
            <bdi data-testid="caller-name" title={who.name}>
              {who.name || t('who.noName')}
            </bdi>
          </h2>
        )}
        <p className={`${who.name ? small : large} line-clamp-2`}>
          <Sentence text={isUnprovenNumber(call) ? t('who.shows', { number: gap }) : gap}>
            <span data-testid="caller-number">
              {who.withheld ? (
                t('who.withheld')
              ) : who.number ? (
                <PhoneNumber number={who.number} country={call.country} />
              ) : (
                t('who.noNumber')
              )}
            </span>
          </Sentence>
        </p>
      </div>
      {who.claimed && <p className="text-sm text-quiet">{t('who.notConfirmed')}</p>}
      {who.perhaps && (
        <p className="line-clamp-1 text-sm text-quiet">
          <Sentence text={t('who.perhaps', { name: gap })}>
            <bdi>{who.perhaps}</bdi>
          </Sentence>
        </p>
      )}
    </div>
  )
}
