/** What Chromium's phrases cut in two and Japanese never does, and a telephone number. A line may end before each. */
const neverCut =
  /(申し訳ございません|おつなぎ|お待たせ|お待ち|お電話|ありがとうございま(?:す|した)|かもしれません|\+?\d[\d -]{4,14}\d(?!\d))/

/** A line may end here, but not after an opening bracket. */
const mayEnd = /[^\s「『（]$/

/** A sentence with its set phrases and numbers kept whole. Anything else is as it was. */
export function Whole({ text }: { readonly text: string }) {
  const parts = text.split(neverCut)
  if (parts.length === 1) return text
  return parts.map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // oxlint-disable-next-line react/no-array-index-key -- the parts of one sentence, in its order
      <span key={place} data-whole="">
        {mayEnd.test(parts.slice(0, place).join('')) && <wbr />}
        <span className="whitespace-nowrap tiny:whitespace-normal">{part}</span>
      </span>
    ),
  )
}
