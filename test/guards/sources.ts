import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface Source {
  /** From the root of the project, with forward slashes. */
  path: string
  /** Without comments, which may name what code may not do; lines keep their numbers. */
  text: string
}

/** The program's own files: no tests, nothing that only tests use. */
export function readSources(...endings: string[]): Source[] {
  return readdirSync('src', { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .filter((path) => !/\.test\.tsx?$|generated\.ts$/.test(path))
    .toSorted()
    .map((path) => ({ path, text: withoutComments(readFileSync(path, 'utf8'), path.endsWith('.sql')) }))
}

/** Each match as `path:line: what was matched`. */
export function findIn(sources: readonly Source[], pattern: RegExp): string[] {
  return sources.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(pattern, 'gis'))].map((match) => {
      const line = text.slice(0, match.index).split('\n').length
      return `${path}:${line}: ${match[0].replaceAll(/\s+/g, ' ')}`
    }),
  )
}

function withoutComments(text: string, isSql: boolean): string {
  const comments = isSql ? /--[^\n]*/g : /\/\*.*?\*\/|(?<=^|\s)\/\/[^\n]*/gs
  return text.replaceAll(comments, (comment) => comment.replaceAll(/[^\n]/g, ' '))
}
