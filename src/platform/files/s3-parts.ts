import type { ListMultipartUploadsCommandOutput, S3Client } from '@aws-sdk/client-s3'
import type { Pieces } from '../write-whole.ts'
import type { Storage } from './storage.ts'

type Sdk = typeof import('@aws-sdk/client-s3')

/** S3 takes no part below this but the last, in bytes; ten thousand of them are 50 GB. */
const PART = 5_242_880

/**
 * Writes of unknown length to S3, one part after the other: each upload holds one part, where `@aws-sdk/lib-storage`
 * holds four. What fits into one part is written by one request.
 */
export function openParts(sdk: Sdk, client: S3Client, Bucket: string): Pick<Storage, 'put' | 'sweep'> {
  async function abort(Key: string, UploadId: string): Promise<void> {
    await client.send(new sdk.AbortMultipartUploadCommand({ Bucket, Key, UploadId }))
  }

  async function putParts(Key: string, first: Buffer, rest: AsyncGenerator<Buffer>): Promise<void> {
    const { UploadId } = await client.send(new sdk.CreateMultipartUploadCommand({ Bucket, Key }))
    if (UploadId === undefined) throw new Error('S3 named no upload')
    const done: { ETag: string | undefined; PartNumber: number }[] = []
    const send = async (Body: Buffer): Promise<void> => {
      const PartNumber = done.length + 1
      const { ETag } = await client.send(
        new sdk.UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }),
      )
      done.push({ ETag, PartNumber })
    }
    try {
      await send(first)
      for await (const part of rest) await send(part)
      const MultipartUpload = { Parts: done }
      await client.send(new sdk.CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }))
    } catch (error) {
      // Where even this fails the sweep aborts it; what is told is why the write failed.
      await abort(Key, UploadId).catch(() => undefined)
      throw error
    }
  }

  return {
    async put(Key, bytes) {
      const parts = inParts(bytes)
      try {
        const { value: first = Buffer.alloc(0) } = await parts.next()
        if (first.length < PART) await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body: first }))
        else await putParts(Key, first, parts)
      } finally {
        await parts.return(undefined)
      }
    },
    async sweep(before) {
      let swept = 0
      let from: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } | undefined = {}
      while (from) {
        const page: ListMultipartUploadsCommandOutput = await client.send(
          new sdk.ListMultipartUploadsCommand({ Bucket, ...from }),
        )
        for (const { Key, UploadId, Initiated } of page.Uploads ?? []) {
          if (!Key || !UploadId || !Initiated || Initiated.getTime() >= before.epochMilliseconds) continue
          await abort(Key, UploadId)
          swept++
        }
        from = page.IsTruncated
          ? { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker }
          : undefined
      }
      return swept
    },
  }
}

/** Parts of one size, but for the last; a part may be reused once it was sent, so that an upload holds one alone. */
async function* inParts(bytes: Pieces): AsyncGenerator<Buffer, undefined> {
  const part = Buffer.allocUnsafeSlow(PART)
  let filled = 0
  for await (const piece of bytes) {
    for (let at = 0; at < piece.length;) {
      const taken = Math.min(PART - filled, piece.length - at)
      part.set(piece.subarray(at, at + taken), filled)
      filled += taken
      at += taken
      if (filled < PART) continue
      yield part
      filled = 0
    }
  }
  if (filled > 0) yield part.subarray(0, filled)
}
