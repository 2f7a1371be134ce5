import { createHash } from 'node:crypto'
import type { KeyOwner, Keyring } from '../crypto/keyring.ts'
import type { Log } from '../log.ts'
import type { Storage } from './storage.ts'

/** Where a file lies in the storage, and what it was sealed with. */
export interface FileAt {
  key: string
  owner: KeyOwner
  place: string
}

/** A practice's files, to be read. Nothing is opened before it is asked for. */
export interface Files {
  /** Streams a file, each piece proven before it is given; throws where it is not there or not the one that was stored. */
  open(file: FileAt): AsyncGenerator<Buffer>
  /** A small file in one piece; undefined, and a line in the log, when it is not there or not the one of that SHA-256. */
  find(file: FileAt & { sha256: Buffer }): Promise<Buffer | undefined>
}

/** What files lie on: a part of the platform. */
export interface FileGround {
  storage: Storage
  keyring: Keyring
  log: Log
}

export function filesOf(platform: FileGround, practiceId: string): Files {
  async function* open({ key, owner, place }: FileAt): AsyncGenerator<Buffer> {
    const sealed = await platform.storage.open(key)
    if (!sealed) throw new Error('the file is not there')
    try {
      yield* platform.keyring.openFile(practiceId, owner, place, sealed)
    } finally {
      sealed.destroy()
    }
  }
  return {
    open,
    async find({ sha256, ...file }) {
      try {
        const bytes = await collect(open(file))
        if (!createHash('sha256').update(bytes).digest().equals(sha256))
          throw new Error('the file is not the one that was stored')
        return bytes
      } catch (error) {
        platform.log.error('storage', error, { key: file.key })
        return undefined
      }
    },
  }
}

/** A file in one piece: for those whose route lets none in that memory could not hold. */
export async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  return Buffer.concat(await Array.fromAsync(pieces))
}
