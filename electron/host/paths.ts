import os from 'node:os'
import path from 'node:path'

/**
 * Where the library lies, the same in every door: `--library DIR` (or `--library=DIR`), else the environment's
 * FOLIUM_LIBRARY, else the folder `Folium` in the user's home. Absolute; a relative one counts from `directory`.
 */
export function libraryPathFrom(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
  directory = process.cwd(),
): string {
  const flag = '--library'
  const at = argv.findIndex(argument => argument === flag || argument.startsWith(`${flag}=`))
  const next = argv[at + 1]?.startsWith('--') ? undefined : argv[at + 1] // another option: the folder was left out
  const given = argv[at] === flag ? next : argv[at]?.slice(flag.length + 1)
  return path.resolve(directory, given || environment['FOLIUM_LIBRARY'] || path.join(os.homedir(), 'Folium'))
}
