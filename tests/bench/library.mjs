import path from 'node:path'

/** The host of a library in a folder, as the terminal door opens it. */
export const openedLibrary = ({ openHost }, libraryPath) =>
  openHost({
    libraryPath,
    resourcesPath: path.resolve('resources'),
    version: '0',
    door: 'terminal',
    systemLanguage: 'en',
    seed: false,
    openExternal: () => Promise.resolve(),
  })
