import type { Refused } from '#src/domain/refusal.ts'
import { explainAppointment } from '#src/features/agenda/index.ts'
import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { sessionText } from './text.ts'
import type { HoldRefused } from './hold-session.ts'
import type { UndoRefused } from './undo-session.ts'

/** Why a session could not be marked as held, or what was said could not be taken back. */
export function explainSession(
  refused: HoldRefused | UndoRefused | Parameters<typeof explainAppointment>[0],
  lang: Lang,
): Explained {
  const t = sessionText[lang]
  switch (refused.refused) {
    case 'no-patient':
      return conflict(t.noPatient)
    case 'invoiced':
      return conflict(t.invoiced(refused.number), { invoiceId: refused.invoiceId })
    case 'wrong-status':
      if (refused.change === 'hold' && refused.status === 'cancelled') return conflict(t.cancelledFirst)
      if (refused.change === 'hold' && refused.status === 'noShow') return conflict(t.missedFirst)
      return refused.change === 'restore' ? conflict(t.nothingToRestore) : explainAppointment(refused, lang)
    default:
      return explainAppointment(refused, lang)
  }
}

/** Explains a note saved over someone else's. */
export function explainStale(refused: Refused<'stale', { version: number }>, lang: Lang): Explained {
  return conflict(sessionText[lang].stale, { version: refused.version })
}

function conflict(message: string, extra: Readonly<Record<string, unknown>> = {}): Explained {
  return { status: 409, errors: [{ message }], extra }
}
