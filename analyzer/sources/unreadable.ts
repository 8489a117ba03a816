import { AnalyzerError } from "../errors.ts";

/** The file system's error as one line; anything else stays as it is. */
export function toUnreadable(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string")
    return error;
  const place = "path" in error && typeof error.path === "string" ? error.path : path;
  return new AnalyzerError(
    "unreadable",
    `Could not read ${JSON.stringify(place)}: ${describe(error.code)}, expected a readable file or folder. ` +
      'Check its permissions, or leave it out with a pattern that begins with "!".',
    { cause: error },
  );
}

function describe(code: string): string {
  switch (code) {
    case "EACCES":
    case "EPERM":
      return "permission denied";
    case "ENOENT":
      return "it does not exist";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its links go in a circle";
    default:
      return `the system says ${code}`;
  }
}
