import { useTranslation } from 'react-i18next'
import type { CallView } from '../../domain/desk/DeskView'
import { gap, Sentence } from '../parts/Sentence'

/** From whom a caller came to us: a colleague handed them over, or did not take them. */
export function CameFrom({ call: { handedBy, recalledFrom } }: { readonly call: CallView }) {
  const { t } = useTranslation()
  if (!handedBy && !recalledFrom) return null
  const words = recalledFrom ? t('who.recalledFrom', { name: gap }) : t('who.handedBy', { name: gap })
  return (
    <Sentence text={words}>
      <bdi>{recalledFrom || handedBy}</bdi>
    </Sentence>
  )
}
