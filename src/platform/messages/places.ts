/** Where a sealed part of a message stands. */
export function placeOf(column: 'recipient' | 'subject' | 'body', id: string): string {
  return `outbox_message.${column}_sealed:${id}`
}
