import { useState } from 'react'
import { Awaited } from '../../plot/Awaited.tsx'
import { Bars } from '../../plot/Bars.tsx'
import { words } from '../frame/fields.ts'
import { figureOf, type Picture } from '../frame/Figure.tsx'
import { isUnderWay } from '../frame/model.ts'
import { useWords } from '../frame/words.ts'
import { names, taskOf, type Fields } from './fields.ts'
import { kernelWords, measuredOf, unitOf } from './measured.ts'
import { Memory } from './Memory.tsx'
import { model } from './model.ts'
import { Rounds } from './Rounds.tsx'
import { Shader } from './Shader.tsx'
import './kernels.css'

export const KernelsView = figureOf(model, Scene)

function Scene(shown: Picture<Fields>) {
  return (
    <>
      <Choice {...shown} />
      {taskOf(shown.values.kernel) === 'product' ? <Memory {...shown} /> : <Rounds {...shown} />}
      <Speed {...shown} />
      <Shader {...shown} />
    </>
  )
}

/** Which kernel; what was typed for one is there again when it is chosen again. */
function Choice({ values, set }: Picture<Fields>) {
  const say = useWords()
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({})
  const choose = (kernel: string) => {
    setDrafts({ ...drafts, [values.kernel]: values.code })
    set({ kernel, code: drafts[kernel] ?? '' })
  }
  return (
    <div className="kernel-choice" data-controls="">
      <label>
        {say(model.fields.kernel.label)}
        <select value={values.kernel} onChange={({ currentTarget }) => choose(currentTarget.value)}>
          {names.map(name => (
            <option key={name} value={name}>
              {say(kernelWords[name]!)}
            </option>
          ))}
        </select>
      </label>
    </div>
  )
}

/** Measured on this machine: the processor and the shaders, on one scale. */
function Speed(shown: Picture<Fields>) {
  const say = useWords()
  const measured = measuredOf(shown)
  const rates = measured.flatMap(({ rate }) => rate ?? [])
  const isAwaited = rates.length === 0 && Object.values(shown.runs).some(isUnderWay)
  if (rates.length === 0 && !isAwaited) return <div />
  const unit = unitOf(shown.values)
  // Each has its row before it has been measured.
  const bars = measured.map(({ name, rate = Number.NaN, series }) => ({ name: say(name), value: rate, series }))
  return (
    <Awaited when={isAwaited}>
      <Bars
        label={say(words('Speeds measured on this machine', '在这台机器上测得的速度'))}
        title={say(words(`measured on this machine, ${unit}`, `在这台机器上测得，${unit}`))}
        bars={bars}
        log={Math.max(...rates) > 30 * Math.min(...rates)}
      />
    </Awaited>
  )
}
