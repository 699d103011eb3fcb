import path from 'node:path'

/** A topic's title out of a file's name: no folders, no extension. */
export const titleFromName = (fileName: string): string => {
  const name = path.basename(fileName.replaceAll('\\', '/'))
  return path.parse(name).name || name
}
