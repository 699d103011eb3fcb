import type { KernelRun, Report, Words } from '../../compute/index.ts'
import { words } from '../frame/fields.ts'

/** Why no shader was run at all; `undefined` where one may be. */
export function idleWords(report: Pick<Report, 'adapter' | 'fallbackReason'> | undefined): Words | undefined {
  if (!report || report.adapter) return undefined
  const { fallbackReason } = report
  return fallbackReason && fallbackReason !== 'no-wasm'
    ? words(
        'No WebGPU here: the shaders are not run. Picture and processor’s times stand.',
        '这里没有 WebGPU，着色器没有运行；图示和处理器的用时仍然有效。',
      )
    : words(
        'Computed without the graphics processor, as chosen above: the shaders are not run.',
        '按上方的选择不用图形处理器，着色器没有运行。',
      )
}

/** Why a shader gave no whole answer, in a sentence; `undefined` where it did. */
export function faultWords({ fault, messages, detail = '', line }: KernelRun): Words | undefined {
  const errors = messages.filter(({ severity }) => severity === 'error').length
  const first = messages.find(({ severity }) => severity === 'error')
  if (!fault) return undefined
  switch (fault) {
    case 'compile':
      return words(
        `The compiler refuses the shader: ${errors} ${errors === 1 ? 'error' : 'errors'}, the first in line ${first?.line ?? '?'}, column ${first?.column ?? '?'}.`,
        `编译器拒绝了这段着色器：${errors} 处错误，第一处在第 ${first?.line ?? '?'} 行第 ${first?.column ?? '?'} 列。`,
      )
    case 'guard':
      return detail
        ? words(
            `Every loop is counted so that none runs for ever, and with the counters this shader no longer compiles: ${detail}. Move loops with barriers into main.`,
            `为防死循环，每个循环都加了计数；加上计数后，这段着色器不能通过编译：${detail}。请把含同步的循环移到 main 里。`,
          )
        : words(
            'The shader has too many loops (over 32) or calls (over 256 once written out) to be run safely.',
            '着色器的循环（超过 32 个）或调用（展开后超过 256 次）太多，不能安全运行。',
          )
    case 'block':
      return words(
        `const block = ${detail} cannot be launched: a product takes 1 to 256, the others 2 to 4,096.`,
        `const block = ${detail} 无法发射：乘积可取 1 到 256，其余可取 2 到 4096。`,
      )
    case 'endless':
      return words(
        `The loop in line ${line ?? '?'} did not end: it was stopped after many thousand rounds.`,
        `第 ${line ?? '?'} 行的循环没有结束：转了成千上万圈后被终止。`,
      )
    case 'timeout':
      return words(
        'The device did not answer for four seconds and was replaced; the shader is not run again by itself.',
        '设备四秒没有回应，已经换新；这段着色器不会自动再运行。',
      )
    case 'lost':
      return words(
        'The device was lost while the shader ran and is replaced; the shader is not run again by itself.',
        '着色器运行时设备丢失，已经换新；这段着色器不会自动再运行。',
      )
    case 'struck':
      return words(
        'This shader took its device with it before, so it is not run again by itself: press Run to try once more.',
        '这段着色器曾使设备丢失，因此不会自动再运行：要再试，请按“运行”。',
      )
    case 'memory':
      return words('The device has too little memory for this size.', '设备内存不足，放不下这个规模。')
    case 'refused':
      return words(`The device refuses to launch the shader: ${detail}`, `设备拒绝发射这段着色器：${detail}`)
  }
}
