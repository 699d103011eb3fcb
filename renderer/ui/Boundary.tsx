import { Component, type ErrorInfo, type ReactNode } from 'react'

interface Props {
  fallback: ReactNode
  /** What is drawn; when it is something else, drawing is tried again. */
  subject?: string
  children: ReactNode
}
interface State {
  failed: boolean
  subject: string | undefined
}

/** Keeps a bug in one place of the window: shows the fallback there and says the error on the console. */
export class Boundary extends Component<Props, State> {
  override state: State = { failed: false, subject: this.props.subject }
  static getDerivedStateFromError(): Partial<State> {
    return { failed: true }
  }
  static getDerivedStateFromProps({ subject }: Props, state: State): State | null {
    return subject === state.subject ? null : { failed: false, subject }
  }
  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack)
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children
  }
}
