import type { Context } from 'hono'
import type { Platform } from '../platform.ts'
import { clearCookie, readCookie, writeCookie } from './cookies.ts'

/** A sentence shown once on the next page, with the form that takes the action back. */
export interface Toast {
  message: string
  /** `action` is a POST address, `label` its button. */
  undo?: { action: string; label: string } | undefined
}

const COOKIE = 'divan_toast'
// A cookie holds 4,096 bytes; base64 and three-byte letters leave room for this many characters.
const MAX_MESSAGE = 300

export function leaveToast(c: Context, platform: Platform, toast: Toast): void {
  const short = { ...toast, message: toast.message.slice(0, MAX_MESSAGE) }
  writeCookie(c, platform, COOKIE, Buffer.from(JSON.stringify(short)).toString('base64url'), 30)
}

/** The toast left by the last action; reading it takes it away. */
export function takeToast(c: Context, platform: Platform): Toast | undefined {
  const raw = readCookie(c, platform, COOKIE)
  if (raw === undefined) return undefined
  clearCookie(c, platform, COOKIE)
  try {
    const value = JSON.parse(Buffer.from(raw, 'base64url').toString('utf8')) as Toast
    const undo =
      value.undo?.action.startsWith('/') && !value.undo.action.startsWith('//') ? value.undo : undefined
    return typeof value.message === 'string' ? { message: value.message, undo } : undefined
  } catch {
    return undefined
  }
}
