import { createTransport } from 'nodemailer'
import type { Config } from '#src/config.ts'

export interface Mail {
  /** One address: a list of recipients does not exist here, so nobody sees another's. */
  to: string
  subject: string
  text: string
  /** Stays the same however often it is tried, so that the receiving side can drop a repeat. */
  messageId: string
}

/**
 * How handing a mail over ended. `refused`: for good, the server said so. `later`: it was not taken, another
 * try may be. `uncertain`: the line broke after the text had left, so it may have been taken.
 */
export type MailOutcome =
  | { sent: true }
  | { sent: false; kind: 'refused' | 'later' | 'uncertain'; reason: string }

const CONNECT_MS = 10_000
const SILENCE_MS = 30_000

/** Hands one mail to the SMTP server of the settings. Throws only where there is none. */
export async function sendMail(
  config: Pick<Config, 'smtpUrl' | 'mailFrom'>,
  mail: Mail,
): Promise<MailOutcome> {
  if (!config.smtpUrl) throw new Error('SMTP_URL is not set')
  const line = watchLine()
  const transport = createTransport({
    url: config.smtpUrl,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: line.logger,
  })
  try {
    await transport.sendMail({
      from: config.mailFrom,
      // An object, not a text: a comma or a bracket typed in an address must not make two of it.
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      messageId: mail.messageId,
      // Answers by machines ("out of office") to machines help nobody (RFC 3834).
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { sent: true }
  } catch (error) {
    return describeFailure(error, line.textLeft())
  } finally {
    transport.close()
  }
}

/** Errors do not say how far the line came; the library's log does, once the whole text is written. */
function watchLine() {
  let left = false
  const silent = (): void => {}
  return {
    textLeft: () => left,
    logger: {
      level: silent,
      trace: silent,
      debug: silent,
      info: (entry: unknown) => {
        if ((entry as { tnx?: string } | undefined)?.tnx === 'message') left = true
      },
      warn: silent,
      error: silent,
      fatal: silent,
    },
  }
}

interface SmtpError {
  code?: string
  command?: string
  responseCode?: number
}

/** Commands whose refusal is about this mail; a refused login or greeting is about the server. */
const ABOUT_THE_MAIL = new Set(['MAIL FROM', 'RCPT TO', 'DATA'])

function describeFailure(error: unknown, textLeft: boolean): MailOutcome {
  const { code, command, responseCode } = (error ?? {}) as SmtpError
  // The server's own words may quote the address: only its number is kept.
  if (responseCode !== undefined) {
    const forGood = responseCode >= 500 && ABOUT_THE_MAIL.has(command ?? '')
    return { sent: false, kind: forGood ? 'refused' : 'later', reason: `smtp-${responseCode}` }
  }
  if (code === 'EENVELOPE') return { sent: false, kind: 'refused', reason: 'no-recipient' }
  if (textLeft) return { sent: false, kind: 'uncertain', reason: 'interrupted' }
  return { sent: false, kind: 'later', reason: (code ?? 'unknown').toLowerCase().slice(0, 40) }
}
