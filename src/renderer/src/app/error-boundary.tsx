import { Component, type ReactNode } from 'react'
import { BrokenNotice } from './broken-notice.tsx'

interface ErrorBoundaryProps {
  readonly children: ReactNode
}

interface ErrorBoundaryState {
  readonly error: Error | undefined
}

/** What throws while it is drawn is replaced by a sentence: without this, React takes the whole window away. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  static getDerivedStateFromError(cause: unknown): ErrorBoundaryState {
    return { error: cause instanceof Error ? cause : new Error(String(cause)) }
  }

  override readonly state: ErrorBoundaryState = { error: undefined }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <BrokenNotice reason={error.message} onRetry={() => this.setState({ error: undefined })} />
  }
}
