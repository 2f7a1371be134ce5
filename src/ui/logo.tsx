/** The mark: a reclining curve, its ground, a low sun. Decorative; the name stands beside it. */
export function LogoMark() {
  return (
    <svg class="logo-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle class="logo-disc" cx="16" cy="16" r="16" />
      <circle class="logo-sun" cx="21" cy="11.2" r="2.8" />
      <path class="logo-seat" d="M7.6 11.5c0 4.7 2.3 7.2 5.9 7.2h11.1" />
      <path class="logo-ground" d="M10.2 23.2h11.9" />
    </svg>
  )
}

export function Logo({ href = '/' }: { href?: string | undefined }) {
  return (
    <a class="logo" href={href}>
      <LogoMark />
      <span class="logo-name">Divan</span>
    </a>
  )
}
