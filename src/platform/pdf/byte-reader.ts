/** Reads big-endian numbers one after the other; throws past the end. */
export class ByteReader {
  private readonly buffer: Buffer
  private at = 0

  constructor(buffer: Buffer) {
    this.buffer = buffer
  }

  skip(length: number): void {
    this.at += length
  }

  bytes(length: number): Buffer {
    if (length < 0 || this.at + length > this.buffer.length) throw new RangeError('the font ends too early')
    const from = this.at
    this.at += length
    return this.buffer.subarray(from, this.at)
  }

  part(length: number): ByteReader {
    return new ByteReader(this.bytes(length))
  }

  uint8(): number {
    return this.buffer.readUInt8(this.at++)
  }

  uint16(): number {
    return this.bytes(2).readUInt16BE()
  }

  int16(): number {
    return this.bytes(2).readInt16BE()
  }

  uint32(): number {
    return this.bytes(4).readUInt32BE()
  }

  /** UIntBase128: seven bits a byte, the highest bit says that more follows. */
  base128(): number {
    let value = 0
    for (let index = 0; index < 5; index++) {
      const byte = this.uint8()
      value = value * 128 + (byte & 0x7f)
      if ((byte & 0x80) === 0) return value
    }
    throw new RangeError('a number of too many bytes')
  }

  /** 255UInt16: one byte up to 252. */
  shortened(): number {
    const code = this.uint8()
    if (code === 253) return this.uint16()
    if (code === 254) return 506 + this.uint8()
    return code === 255 ? 253 + this.uint8() : code
  }
}
