import { isatty } from "node:tty";
import { AnalyzerError } from "../errors.ts";
import { hasColor } from "../has-color.ts";

/** All that a verb may do to the world outside: the only way to the two streams. */
export interface Terminal {
  readonly cwd: string;
  /** Whether text on standard output may carry colours. */
  readonly color: boolean;
  /** Columns of the terminal, undefined where standard output is none. */
  readonly width: number | undefined;
  /**
   * Resolves when the text has left the process, or when nobody reads it any more.
   *
   * @throws AnalyzerError "unwritable"
   */
  readonly write: (chunk: string | Uint8Array) => Promise<void>;
  /** One line on standard error. */
  readonly warn: (line: string) => void;
  /** Replaces the progress line of a terminal; silent elsewhere and in the first half second. */
  readonly progress: (text: string) => void;
}

const SILENT_MS = 500;
const REDRAW_MS = 100;
const ERASE = "\r\u001B[K";

/** The terminal of this process. A reader that goes away (`| head`) ends the output, not the command. */
export function openTerminal(): Terminal {
  const { stdout } = process;
  let isClosed = false;
  // Whoever writes is told what is wrong.
  stdout.on("error", () => {
    isClosed = true;
  });
  let drawn = false;
  let next = performance.now() + SILENT_MS;
  const hasScreen = isatty(2);
  const erase = (): void => {
    if (drawn) process.stderr.write(ERASE);
    drawn = false;
  };
  return {
    cwd: process.cwd(),
    color: hasColor(stdout.isTTY, process.env),
    width: stdout.isTTY ? stdout.columns : undefined,
    write: (chunk) => {
      erase();
      return new Promise((resolve, reject) => {
        if (isClosed) resolve();
        else
          stdout.write(chunk, (error: NodeJS.ErrnoException | null | undefined) => {
            if (!error || error.code === "EPIPE") resolve();
            else reject(unwritable(error));
          });
      });
    },
    warn: (line) => {
      erase();
      openStderr().write(`${toOneLine(line)}\n`);
    },
    progress: (text) => {
      if (!hasScreen || performance.now() < next) return;
      next = performance.now() + REDRAW_MS;
      drawn = true;
      const { columns } = process.stderr;
      openStderr().write(`${ERASE}${toOneLine(text).slice(0, columns - 1)}`);
    },
  };
}

function unwritable(cause: NodeJS.ErrnoException): AnalyzerError {
  return new AnalyzerError(
    "unwritable",
    `Could not write to standard output: found ${cause.code ?? cause.message}, expected a stream that takes all of it. ` +
      "Free some space, or send the output elsewhere.",
    { cause },
  );
}

let hasListener = false;

/** Opened where there is something to say: opening a stream takes longer than an unchanged listing of a few files. */
function openStderr(): NodeJS.WriteStream {
  // A lost standard error leaves nobody to tell.
  if (!hasListener) process.stderr.on("error", () => undefined);
  hasListener = true;
  return process.stderr;
}

/** Names of files may hold anything, escape codes of terminals among it. */
function toOneLine(text: string): string {
  return text.replaceAll(
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    /[\u0000-\u001F\u007F-\u009F]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}
