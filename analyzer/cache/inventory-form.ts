import { isRecord } from "../is-record.ts";
import type { FileInventory, Profile } from "../model.ts";
import type { Form } from "./form.ts";

/** Everything that is known of a file, as JSON. */
export function inventoryForm(profile: Profile): Form<FileInventory> {
  return {
    name: `inventory:${profile}`,
    isOutline: false,
    make: (file) => file,
    encode: (file) => [Buffer.from(JSON.stringify(file))],
    decode: (bytes) => parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString()),
  };
}

function parse(text: string): FileInventory {
  const value: unknown = JSON.parse(text);
  if (!isInventory(value)) throw new TypeError("Could not read the cache: found another shape.");
  return value;
}

/** The cache is checked as a whole when it is opened: what it holds is what `encode` wrote. */
function isInventory(value: unknown): value is FileInventory {
  return isRecord(value) && "decisions" in value;
}
