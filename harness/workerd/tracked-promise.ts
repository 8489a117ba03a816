/** A promise that tells when somebody first awaits it. */
export class TrackedPromise<Result> extends Promise<Result> {
  /** Called once, when it is awaited or `then`, `catch` or `finally` is called. */
  onObserved: (() => void) | undefined;

  // `await` goes through `then` because the class is not Promise itself.
  // oxlint-disable-next-line unicorn/no-thenable -- overriding it is what this class is for
  override then<Next = Result, Failed = never>(
    onFulfilled?: ((result: Result) => Next | PromiseLike<Next>) | null,
    onRejected?: ((reason: unknown) => Failed | PromiseLike<Failed>) | null,
  ): Promise<Next | Failed> {
    this.onObserved?.();
    this.onObserved = undefined;
    return super.then(onFulfilled, onRejected);
  }

  /** What follows from it are plain promises. */
  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }
}
