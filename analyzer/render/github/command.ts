/** What a workflow command says beside its message. */
export type Properties = Readonly<Record<string, string | number>>;

/**
 * A workflow command of GitHub Actions on one line: `::warning file=a.ts,line=3::text`.
 * The runner undoes these escapes, and only these: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function sayCommand(
  name: "error" | "warning" | "notice",
  properties: Properties,
  message: string,
): string {
  const said = Object.entries(properties).map(
    ([key, value]) => `${key}=${escapeProperty(`${value}`)}`,
  );
  return `::${name} ${said.join(",")}::${escapeMessage(message)}`;
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
