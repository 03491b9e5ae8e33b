/** An answer that goes on, as an operation gives it; `open-streams.ts` sends it. */

/** What an operation answers with in place of a body. */
export interface ReplyStream {
  readonly contentType: string
  /** Begins, with what takes the texts. Called once, and what it answers is ended once. */
  begin(out: StreamOut): StreamWriter
}

export interface StreamOut {
  /** False: that was taken, and nothing more should come before `goOn`. */
  write(text: string): boolean
}

export interface StreamWriter {
  /** There is room again. */
  goOn(): void
  /** Something to say to a quiet line, so that both sides find out whether it is there. */
  beat(): void
  end(): void
}
