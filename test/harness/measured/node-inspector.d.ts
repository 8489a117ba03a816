/** The part of workerd's `node:inspector/promises` that is used here; its types are not those of Node. */
declare module "node:inspector/promises" {
  export class Session {
    connect(): void;
    post(method: "Runtime.getHeapUsage"): Promise<{
      readonly usedSize: number;
      readonly backingStorageSize: number;
    }>;
  }
}
