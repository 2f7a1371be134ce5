export { messageEvents } from './events.ts'
export { type NewMail, type WaitingMessage, listWaitingMessages, queueMail } from './outbox.ts'
export { type Mail, type MailOutcome } from './send-mail.ts'
export { MailDelayed, mailSend } from './send-waiting.ts'
