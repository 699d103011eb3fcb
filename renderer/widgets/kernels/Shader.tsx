import { useCallback, useRef, useState } from 'react'
import type { EditorView } from '@codemirror/view'
import { longestShader, shaders, type KernelResult, type ShaderName, type Words } from '../../compute/index.ts'
import { shortcutText } from '../../lib/keys.ts'
import { turned } from '../../plot/turned.ts'
import { Button, isMac } from '../../ui/Button.tsx'
import { useDraft } from '../frame/drafts.ts'
import { words } from '../frame/fields.ts'
import type { Picture } from '../frame/Figure.tsx'
import { useWords } from '../frame/words.ts'
import { faultWords, idleWords } from './faults.ts'
import { isOwn, type Fields } from './fields.ts'
import { ShaderEditor, type Message } from './ShaderEditor.tsx'

const none: readonly Message[] = []

/** Why a text is no shader that may stand; `undefined` for one that may. */
function refusalOf(text: string): Words | undefined {
  if (text.trim() === '') return words('Write a shader, or go back to the original.', '请写一段着色器，或恢复原样。')
  return text.length > longestShader
    ? words(
        `A shader may have ${longestShader} characters; this has ${text.length}.`,
        `着色器最多 ${longestShader} 个字符，现有 ${text.length} 个。`,
      )
    : undefined
}

/** The shader, to read and to change; what the compiler says of it; and the buttons that run it and bring back the original. */
export const Shader = turned(function Shader({ values, runs, set, start }: Picture<Fields>) {
  const say = useWords()
  const view = useRef<EditorView>(null)
  const keep = useCallback((editor: EditorView | null) => {
    view.current = editor
  }, [])
  const original = shaders[values.kernel as ShaderName]
  const codeOf = (written: string) => (written === original ? '' : written)
  // What was written and is not in the state: it is on its way there, or cannot stand in it; and of which kernel it is.
  const [kept, setKept] = useState<{ kernel: string; text: string }>()
  const held = kept?.kernel === values.kernel ? kept.text : undefined
  const refusal = held === undefined ? undefined : refusalOf(held)
  if (held !== undefined && !refusal && codeOf(held) === values.code) setKept(undefined)
  useDraft(held !== undefined, () => setKept(undefined))
  const text = held ?? (values.code || original)
  const edited = isOwn(values)
  const canRun = edited && refusal === undefined
  const report = runs['own']?.report
  const run = (report?.result as KernelResult | null | undefined)?.run
  const messages = (canRun && run?.messages) || none
  const fault = refusal ?? (canRun ? (run ? faultWords(run) : idleWords(report)) : undefined)
  const change = (next: string) => {
    setKept({ kernel: values.kernel, text: next })
    if (!refusalOf(next)) set({ code: codeOf(next) })
  }
  const go = (message: Message) => {
    const editor = view.current
    if (!editor || message.line < 1) return
    const line = editor.state.doc.line(Math.min(message.line, editor.state.doc.lines))
    const anchor = Math.min(line.to, line.from + Math.max(0, message.column - 1))
    editor.dispatch({ selection: { anchor }, scrollIntoView: true })
    editor.focus()
  }
  return (
    <div className="shader-part" data-controls="">
      <div className="shader-head">
        <span>
          {say(
            edited
              ? words('Shader (WGSL), changed', '着色器（WGSL），已修改')
              : words('Shader (WGSL)', '着色器（WGSL）'),
          )}
        </span>
        <Button look="quiet" disabled={!edited && held === undefined} onClick={() => change(original)}>
          {say(words('Back to the original', '恢复原样'))}
        </Button>
        <Button disabled={!canRun} onClick={() => start(values.code)}>
          {`${say(words('Run', '运行'))}  ${shortcutText('Mod+Enter', isMac)}`}
        </Button>
      </div>
      <ShaderEditor
        key={values.kernel}
        text={text}
        label={say(words('Shader in WGSL; Tab leaves the box', 'WGSL 着色器；按 Tab 离开编辑框'))}
        messages={messages}
        onChange={change}
        onRun={() => canRun && start(values.code)}
        onView={keep}
      />
      <div role="status">
        {fault && <p className="reason">{say(fault)}</p>}
        {messages.length > 0 && (
          <ul className="shader-messages">
            {messages.map((message, i) => (
              <li key={i} data-severity={message.severity}>
                <button type="button" className="link" onClick={() => go(message)}>
                  {say(
                    words(
                      `Line ${message.line}, column ${message.column}`,
                      `第 ${message.line} 行，第 ${message.column} 列`,
                    ),
                  )}
                </button>{' '}
                <span lang="en">{message.message}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  )
})
