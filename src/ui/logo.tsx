/** The mark: a sun rising behind a divan. Decorative; the name stands beside it. */
export function LogoMark() {
  return (
    <svg class="logo-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle class="logo-disc" cx="16" cy="16" r="16" />
      <path class="logo-sun" d="M8.9 18a7.1 7.1 0 0 1 14.2 0z" />
      <path class="logo-seat" d="M6.2 19.1h19.6" />
      <path class="logo-feet" d="M10 20v3.3M22 20v3.3" />
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
