/** The part of workerd's `node:async_hooks` that the harness uses; workers-types leaves it to Node's types. */
declare module "node:async_hooks" {
  export class AsyncLocalStorage<Value> {
    getStore(): Value | undefined;
    run<Result>(value: Value, body: () => Result): Result;
  }
}
