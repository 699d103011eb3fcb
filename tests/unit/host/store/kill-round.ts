import { fork } from 'node:child_process'
import path from 'node:path'
import { build } from 'vite'
import { expect } from 'vitest'
import { z } from 'zod'
import { Document } from '../../../../electron/host/store/document.ts'

/** Bundles a program that is to be killed; gives the file to fork. */
export async function builtProgram(source: string, outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: { ssr: source, outDir, rolldownOptions: { output: { entryFileNames: 'program.mjs' } } },
  })
  return path.join(outDir, 'program.mjs')
}

/** Runs the program and kills it at a random moment after its first word, or within `mostMs` of its start; gives all it said. */
export function killed(program: string, args: string[], mostMs: number, atOnce = false): Promise<string[]> {
  const child = fork(program, args)
  const said: string[] = []
  return new Promise((resolve, reject) => {
    const kill = () => setTimeout(() => child.kill('SIGKILL'), mostMs * Math.random())
    if (atOnce) kill()
    else child.once('message', kill)
    child.on('message', word => said.push(String(word)))
    // Not 'exit': what it said last may still be in the pipe.
    child.once('close', (code, signal) =>
      signal === 'SIGKILL' || (atOnce && code === 0)
        ? resolve(said)
        : reject(new Error(`the program ended with ${code}`)),
    )
  })
}

const schema = z.strictObject({ things: z.record(z.string(), z.strictObject({ word: z.string() })) })

/** One round of `writer.ts`: everything it was told to be saved is there afterwards. Gives how many things there are. */
export async function killRound(program: string, directory: string, before: number, every: number): Promise<number> {
  const said = await killed(program, [directory, String(before), String(every)], 150)
  const acknowledged = Number(said.at(-1) ?? before)
  const document = await Document.open({
    directory,
    name: 'things',
    schema,
    steps: [],
    empty: () => ({ things: {} }),
    refusal: null,
  })
  const count = Object.keys(document.data.things).length
  // One edit may be on the disk without its acknowledgement having arrived.
  expect(count - acknowledged).toBeOneOf([0, 1])
  expect(document.recovery).toEqual({ setAside: null, restored: false })
  await document.close()
  return count
}
