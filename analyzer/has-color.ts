type Environment = Readonly<Record<string, string | undefined>>;

/** Colour only on a terminal, or where FORCE_COLOR asks for it, and never with NO_COLOR (no-color.org). */
export function hasColor(isTerminal: boolean, env: Environment): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return isTerminal && env["TERM"] !== "dumb";
}
