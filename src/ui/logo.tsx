/** The mark: a divan under a rising sun, drawn in two shapes. Decorative; the name stands beside it. */
export function LogoMark() {
  return (
    <svg class="logo-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle class="logo-disc" cx="16" cy="16" r="16" />
      <path
        class="logo-seat"
        d="M7 14.5v5.2c0 .9.7 1.6 1.6 1.6h14.8c.9 0 1.6-.7 1.6-1.6v-1.9c0-1.5-1.2-2.6-2.6-2.6H12.6c-1.4 0-2.6-.6-3.3-1.7"
      />
      <path class="logo-feet" d="M10 21.6v2.2M22 21.6v2.2" />
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
