import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { KeyboardEvent, MenuItem, MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { type MenuLabels, menuKeys, menuTemplate } from '../../../electron/main/menu.ts'

const labelsOf = (language: string) =>
  JSON.parse(
    readFileSync(path.resolve(import.meta.dirname, `../../../resources/locales/${language}/menu.json`), 'utf8'),
  ) as MenuLabels
const entriesOf = (template: MenuItemConstructorOptions[]) =>
  template.flatMap(menu => menu.submenu as MenuItemConstructorOptions[])

test.each(['en', 'zh-CN'])('names every menu entry in %s and none beside', language => {
  expect(Object.keys(labelsOf(language)).toSorted()).toEqual(menuKeys.toSorted())
})

test.each(['darwin', 'linux', 'win32'] as const)('leaves no entry without words on %s', platform => {
  for (const entry of entriesOf(menuTemplate(labelsOf('zh-CN'), platform, () => undefined)))
    expect(entry.type === 'separator' || Boolean(entry.label)).toBe(true)
})

test('has one way to quit on each platform', () => {
  for (const platform of ['darwin', 'linux', 'win32'] as const)
    expect(
      entriesOf(menuTemplate(labelsOf('en'), platform, () => undefined)).filter(entry => entry.role === 'quit'),
    ).toHaveLength(1)
})

test('chooses the command that was clicked', () => {
  const chosen: string[] = []
  const find = entriesOf(menuTemplate(labelsOf('en'), 'linux', command => chosen.push(command))).find(
    entry => entry.id === 'find',
  )
  find?.click?.({} as MenuItem, undefined, {} as KeyboardEvent)
  expect(chosen).toEqual(['find'])
})

test('registers command keys with the system on macOS only', () => {
  const registered = (platform: NodeJS.Platform) =>
    entriesOf(menuTemplate(labelsOf('en'), platform, () => undefined)).filter(entry => entry.registerAccelerator).length
  expect([registered('linux'), registered('win32'), registered('darwin') > 0]).toEqual([0, 0, true])
})
