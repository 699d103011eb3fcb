import { text } from 'node:stream/consumers'
import { Refusal } from '../contract/result.ts'
import {
  BadProblem,
  gpuTolerance,
  isSolver,
  type Issue,
  runSolver,
  saying,
  solvers,
  usesGpu,
} from '../../renderer/compute/index.ts'
import { sentence } from '../host/sentence.ts'
import type { Arguments } from './arguments.ts'
import { fileGiven, type Output, type Voice } from './command.ts'
import { bringGpu, saidOfGpu } from './gpu.ts'

export interface FreeCommand {
  usage: string
  run(given: Arguments, voice: Voice): Promise<Output>
}

const problemLimit = 64 << 20
const usage = 'solve SOLVER FILE|- [--backend auto|cpu|wasm|gpu] [--seed N]'

async function problemText(given: Arguments): Promise<string> {
  const name = given.words[2]
  const problem =
    name === '-' ? await text(process.stdin) : new TextDecoder().decode((await fileGiven(given, 2, usage)).bytes)
  if (problem.length > problemLimit)
    throw new Refusal('file-too-large', { name: name ?? '', limit: `${problemLimit >> 20} MB` })
  return problem
}

async function problemGiven(given: Arguments): Promise<unknown> {
  const json = await problemText(given)
  try {
    return JSON.parse(json) as unknown
  } catch (error) {
    throw new Refusal('bad-problem', { reason: error instanceof Error ? error.message : '' })
  }
}

const backends = ['auto', 'cpu', 'wasm', 'gpu'] as const

function backendGiven(given: Arguments): (typeof backends)[number] {
  const wanted = given.options.get('backend') ?? 'auto'
  const backend = backends.find(known => known === wanted)
  if (!backend) throw new Refusal('bad-option', { name: '--backend', known: backends.join(', ') })
  return backend
}

function seedGiven(given: Arguments): number {
  const seed = Number(given.options.get('seed') ?? 0)
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Refusal('bad-option', { name: '--seed', known: '0, 1, 2, …' })
  return seed
}

const issueSentence = ({ resourcesPath, language }: Voice, issue: Issue): string => {
  const { key, gaps, counted } = saying(issue, name => name)
  const said = sentence(resourcesPath, language, 'widgets', key, {
    ...gaps,
    position: (issue.position ?? 0) + 1,
    ...(counted && { what: sentence(resourcesPath, language, 'widgets', `counted.${counted}`, {}) }),
  })
  return issue.parameter ? `${issue.parameter}: ${said}` : said
}

const solve: FreeCommand = {
  usage,
  run: async (given, voice) => {
    const [, id, , surplus] = given.words
    if (!id) throw new Refusal('missing-value', { name: usage })
    if (surplus !== undefined) throw new Refusal('unknown-option', { name: surplus })
    if (!isSolver(id)) throw new Refusal('unknown-solver', { name: id, known: Object.keys(solvers).join(', ') })
    const backend = backendGiven(given)
    try {
      const problem = await problemGiven(given)
      if (backend === 'gpu' && usesGpu(id)) await bringGpu()
      const run = runSolver(id, problem, { backend, seed: seedGiven(given) })
      for (;;) {
        const step = await run.next()
        if (step.done) return { document: step.value, said: saidOfGpu(step.value) }
      }
    } catch (error) {
      if (!(error instanceof BadProblem)) throw error
      throw new Refusal('bad-problem', { reason: error.issues.map(issue => issueSentence(voice, issue)).join(' ') })
    }
  },
}

const listSolvers: FreeCommand = {
  usage: 'solvers',
  run: (_, { language }) => {
    const list = Object.values(solvers).map(({ id, title, schema, engines, example }) => ({
      id,
      title: title[language],
      schema,
      engines,
      ...((engines as readonly string[]).includes('gpu') && { gpuTolerance }),
      example,
    }))
    return Promise.resolve({ document: list })
  },
}

/** Every command that needs no library. */
export const freeCommands: Record<string, FreeCommand> = { solve, solvers: listSolvers }
