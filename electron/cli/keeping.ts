import type { Finding } from '../contract/keeping.ts'
import { Refusal } from '../contract/result.ts'
import { sentence } from '../host/sentence.ts'
import { answer, type LibraryCommand, type Voice } from './command.ts'

const backup: LibraryCommand = {
  usage: 'backup',
  run: async host => ({ document: await answer(host, 'backup:make', {}) }),
}

const backups: LibraryCommand = {
  usage: 'backups',
  run: async host => ({ document: { backups: await answer(host, 'backup:list', {}) } }),
}

const restore: LibraryCommand = {
  usage: 'restore NAME [--dry-run]',
  run: async (host, given) => {
    const name = given.words[1]
    if (!name) throw new Refusal('missing-value', { name: restore.usage })
    const call = given.options.has('dry-run') ? 'backup:plan' : 'backup:restore'
    return { document: await answer(host, call, { name }) }
  },
}

const said = ({ code, params, ...rest }: Finding, { resourcesPath, language }: Voice) => ({
  code,
  ...rest,
  sentence: sentence(resourcesPath, language, 'keeping', `check.${code}`, params),
})

const check: LibraryCommand = {
  usage: 'check [--mend]',
  run: async (host, given, voice) => {
    const findings = await answer(host, 'check:run', { mend: given.options.has('mend') })
    return { document: { whole: findings.length === 0, findings: findings.map(finding => said(finding, voice)) } }
  },
}

const trash: LibraryCommand = {
  usage: 'trash [restore ID | empty]',
  run: async (host, given) => {
    const [, act, id] = given.words
    const list = await answer(host, 'trash:list', {})
    if (act === undefined) return { document: { trash: list } }
    if (act === 'empty') {
      await answer(host, 'trash:empty', {})
      return { document: { emptied: list.length } }
    }
    const row = list.find(each => each.id === id)
    if (act !== 'restore' || id === undefined) throw new Refusal('missing-value', { name: trash.usage })
    if (!row) throw new Refusal('no-such-name', { name: id })
    await answer(host, 'trash:restore', { id, paper: row.paper })
    return { document: { restored: row } }
  },
}

/** Backups, the check and the trash. */
export const keepingCommands: Record<string, LibraryCommand> = { backup, backups, restore, check, trash }
