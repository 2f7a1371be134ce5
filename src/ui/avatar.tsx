import { classes } from './classes.ts'

/** Initials in a circle: the first letters of the first and last words. Decorative. */
export function Avatar({ name, size }: { name: string; size?: 'small' | 'large' | undefined }) {
  return (
    <span class={classes('avatar', size && `avatar-${size}`)} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => /\p{L}/u.test(word))
  const first = words[0]
  const last = words.length > 1 ? words[words.length - 1] : undefined
  return [first, last].map((word) => firstLetter(word)).join('')
}

function firstLetter(word: string | undefined): string {
  return word?.match(/\p{L}\p{M}*/u)?.[0].toLocaleUpperCase('fr') ?? ''
}
