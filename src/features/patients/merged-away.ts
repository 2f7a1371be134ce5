/** The file was merged: its address leads to the survivor. */
export class MergedAway extends Error {
  readonly id: string
  readonly survivorId: string
  constructor(id: string, survivorId: string) {
    super('the file was merged into another')
    this.id = id
    this.survivorId = survivorId
  }
}
