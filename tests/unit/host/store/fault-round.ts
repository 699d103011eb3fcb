import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { z } from 'zod'
import { Refusal } from '../../../../electron/contract/result.ts'
import { Document } from '../../../../electron/host/store/document.ts'
import type { faultCodes, Faults } from './faults.ts'

/** In memory where the system has such a folder: these rounds are about failures, not about the disk. */
const quick = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()

const schema = z.strictObject({ things: z.record(z.string(), z.strictObject({ word: z.string() })) })
type Things = z.infer<typeof schema>
type Model = Record<string, { word: string }>

const open = (directory: string) =>
  Document.open<Things>({
    directory,
    name: 'things',
    schema,
    steps: [],
    empty: () => ({ things: {} }),
    refusal: null,
  })

/** What an edit does to the acknowledged state, when it is acknowledged. */
async function act(document: Document<Things>, model: Model, step: number): Promise<Model> {
  if (step % 7 === 6) {
    await document.compact()
    return model
  }
  const id = `t${step % 5}`
  const record = step % 4 === 3 ? null : { word: `${step} `.repeat(step) }
  await document.edit({ key: 'put' }, [{ table: 'things', id, record }])
  const { [id]: _, ...others } = model
  return record ? { ...others, [id]: record } : others
}

export interface FaultRound {
  faults: Faults
  at: number
  code: (typeof faultCodes)[number]
  lasting: boolean
}

/**
 * Opens, edits and compacts while the `at`-th call of the file system fails: an edit is refused with a sentence or it is
 * there, memory says so at once, and a program that starts afterwards reads the same. Gives the number of calls made.
 */
export async function faultRound(round: FaultRound): Promise<number> {
  const directory = mkdtempSync(path.join(quick, 'folium-faults-'))
  try {
    return await roundIn(directory, round)
  } catch (error) {
    throw new Error(`${round.code} at call ${round.at}, lasting: ${round.lasting}`, { cause: error })
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

async function roundIn(directory: string, { faults, at, code, lasting }: FaultRound): Promise<number> {
  let model: Model = {}
  let document: Document<Things> | null = null
  faults.arm(at, code, lasting)
  try {
    // A lasting fault goes away: there is room again, sometimes with a snapshot before the next edit, sometimes without.
    const healed = 36 + (at % 7)
    for (let step = 0; step < healed + 4; step++) {
      if (step === healed) faults.disarm()
      try {
        document ??= await open(directory)
        model = await act(document, model, step)
      } catch (error) {
        // Opening passes the system's own error on; its door makes the sentence of it.
        if (document) expect(error).toBeInstanceOf(Refusal)
        else expect((error as NodeJS.ErrnoException).code).toBe(code)
      }
      if (document) expect(document.data.things).toEqual(model)
    }
  } finally {
    faults.disarm()
  }
  const { calls } = faults
  // As after a crash: nothing was closed.
  const again = await open(directory)
  expect(again.data.things).toEqual(model)
  expect(again.recovery).toEqual({ setAside: null, restored: false })
  await again.edit({ key: 'put' }, [{ table: 'things', id: 'last', record: { word: 'last' } }])
  await again.close()
  const closed = await open(directory)
  expect(closed.data.things).toEqual({ ...model, last: { word: 'last' } })
  await closed.close()
  await document?.close().catch(() => undefined)
  return calls
}
