import type { VitestHost } from "./host.ts";

/** Reporters whose output is a document for programs. */
const documents = new Set(["json", "junit", "tap", "tap-flat"]);

/** Where the report goes: to standard error where all of standard output is a document that it would break. */
export function chooseLog({ config, logger }: VitestHost): (text: string) => void {
  const names = config.reporters.flatMap((reporter) =>
    Array.isArray(reporter) ? [String(reporter[0])] : [],
  );
  const isDocument = names.length > 0 && names.every((name) => documents.has(name));
  return (text) => (isDocument ? logger.error(text) : logger.log(text));
}
