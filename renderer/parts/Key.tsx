/** The key that does the same as the button it stands in. Readers hear it from `aria-keyshortcuts`. */
export function Key({ children }: { readonly children: string }) {
  return (
    <kbd aria-hidden="true" className="font-sans text-xs whitespace-nowrap tabular-nums opacity-80 tiny:hidden">
      {children}
    </kbd>
  )
}
