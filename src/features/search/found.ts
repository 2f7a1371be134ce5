import type { IconName } from '#src/ui/index.ts'

/** One result, as the palette shows it. */
export interface Found {
  label: string
  detail: string
  href: string
  icon: IconName
}
