/** Machines read `said` in place of what is drawn. */
export function sayInstead(document: PDFKit.PDFDocument, said: string, draw: () => unknown): void {
  const write = document.addContent
  // The span opens and closes right around the text object: readers measure it with what is in force at its end,
  // and PDFKit's own marks come before and after it has turned the page over.
  document.addContent = (data: unknown) => {
    if (data === 'BT') document.markContent('Span', { actual: said })
    write.call(document, data)
    if (data === 'ET') document.endMarkedContent()
    return document
  }
  draw()
  document.addContent = write
}
