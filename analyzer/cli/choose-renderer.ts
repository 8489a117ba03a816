import { unknownName } from "./common-flags.ts";
import type { Arguments, Flag } from "./verb.ts";

interface Format {
  readonly format: string;
}

/** `--format` of a verb that can show its result as any of these. */
export function formatFlag(formats: readonly Format[]): Flag {
  const [first, ...rest] = formats.map(({ format }) => format);
  return { name: "format", value: "NAME", help: `${first} (default), ${rest.join(", ")}` };
}

/** The format that `--format` or `--json` asks for, else the first one; throws AnalyzerError "usage". */
export function chooseRenderer<T extends Format>(formats: readonly T[], args: Arguments): T {
  const names = formats.map(({ format }) => format);
  const name = args.has("json") ? "json" : (args.value("format") ?? names[0] ?? "");
  const chosen = formats.find(({ format }) => format === name);
  if (chosen === undefined) throw unknownName("--format", name, names);
  return chosen;
}
