import { longestShader, shaders, type ShaderName } from '../../compute/index.ts'
import { choiceField, countField, seedField, textField, vectorField } from '../frame/fields.ts'
import type { Run, Shown, Values } from '../frame/model.ts'
import { momentAt } from './memory.ts'

export const names = Object.keys(shaders) as [ShaderName, ...ShaderName[]]
export const fields = {
  kernel: choiceField('Kernel', '内核', names),
  code: textField('Shader', '着色器', '', longestShader),
  n: countField('Side, measured', '测量的边长', 256, 16, 1_024, 512),
  power: countField('Measured: 2 to the', '测量的个数：2 的几次方', 16, 4, 22),
  side: countField('Side, drawn', '图中的边长', 6, 2, 12, 8),
  tile: countField('Tile, drawn', '图中的块边长', 3, 1, 12, 6),
  numbers: vectorField('Numbers drawn', '图中的数', [3, 1, 7, 0, 4, 1, 6, 3, 2, 5, 8, 1, 0, 4, 2, 6], 64),
  warp: countField('Threads of a warp, drawn', '图中每束线程数', 4, 1, 32),
  seed: seedField(),
} as const
export type Fields = typeof fields

export const taskOf = (kernel: string): string => kernel.split('-')[0]!
/** Whether the shader is another than the kernel's own. */
export const isOwn = ({ code, kernel }: Values<Fields>) => code.trim() !== '' && code !== shaders[kernel as ShaderName]

export const sizeOf = ({ side, tile, kernel }: Values<Fields>) => ({
  side,
  tile: Math.min(tile, side),
  tiled: kernel === 'product-tiled',
})

export const momentOf = ({ values, k }: Pick<Shown<Fields>, 'values' | 'k'>) => momentAt(sizeOf(values), k)

/** The run that is drawn, by the name of its solver: the last one of another kernel may still stand. */
export const pictureRun = ({ values: { kernel }, runs }: Pick<Shown<Fields>, 'values' | 'runs'>): Run | undefined =>
  runs[pictureSolver(kernel)]
export const pictureSolver = (kernel: string): 'memory-access' | 'tree-reduction' | 'parallel-scan' =>
  taskOf(kernel) === 'product' ? 'memory-access' : taskOf(kernel) === 'sum' ? 'tree-reduction' : 'parallel-scan'
