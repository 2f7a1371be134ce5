import { assetUrl } from './assets.ts'
import { classes } from './classes.ts'
import type { IconName } from './icon-names.ts'

export type { IconName } from './icon-names.ts'

export type IconProps = {
  name: IconName
  /** 16, 18 (default) or 24 pixels. */
  size?: 'small' | 'large' | undefined
  /** Said by screen readers; without it the icon is decoration. */
  label?: string | undefined
}

export function Icon({ name, size, label }: IconProps) {
  return (
    <svg
      class={classes('icon', size && `icon-${size}`)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
      focusable="false"
    >
      <use href={`${assetUrl('icons.svg')}#${name}`} />
    </svg>
  )
}
