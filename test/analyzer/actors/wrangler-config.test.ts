import { describe, expect, test } from "vitest";
import {
  parseWranglerConfig,
  readWranglerConfigs,
} from "../../../analyzer/actors/wrangler-config.ts";
import { AnalyzerError } from "../../../analyzer/errors.ts";
import { projectOf } from "./project.ts";

const readError = (path: string, text: string): unknown => {
  try {
    return parseWranglerConfig(path, text);
  } catch (error) {
    return error instanceof AnalyzerError ? [error.code, error.message] : error;
  }
};

describe("bindings", () => {
  test("are read from JSON with comments, trailing commas and environments", () => {
    const text = `{
      // the door
      "main": "src/worker.ts",
      "durable_objects": { "bindings": [ { "name": "ROOM", "class_name": "Room" }, ], },
      "env": { "test": { "durable_objects": { "bindings": [
        { "name": "ROOM_TEST", "class_name": "Room" },
        { "name": "LOBBY", "class_name": "Lobby" },
        { "name": "OTHER", "class_name": "Remote", "script_name": "another-worker" }
      ] } } }
    }`;
    expect(parseWranglerConfig("wrangler.jsonc", text)).toEqual({
      path: "wrangler.jsonc",
      main: "src/worker.ts",
      bindings: [
        { name: "ROOM", className: "Room" },
        { name: "LOBBY", className: "Lobby" },
      ],
    });
  });

  test("are read from TOML", () => {
    const text =
      'main = "a.ts"\n[durable_objects]\nbindings = [{ name = "A", class_name = "B" }]\n';
    expect(parseWranglerConfig("wrangler.toml", text)).toEqual({
      path: "wrangler.toml",
      main: "a.ts",
      bindings: [{ name: "A", className: "B" }],
    });
  });

  test("that are not what wrangler reads are none", () => {
    const text =
      '{ "main": 1, "durable_objects": { "bindings": [null, 3, {}, { "name": "A" }] }, "env": [] }';
    expect(parseWranglerConfig("wrangler.json", text)).toEqual({
      path: "wrangler.json",
      main: undefined,
      bindings: [],
    });
  });
});

describe("a configuration that is broken", () => {
  test("is one line that names the place in JSON", () => {
    expect(readError("app/wrangler.jsonc", '{\n  "main": "a.ts"\n  "name": }\n')).toEqual([
      "config-malformed",
      'Could not read the Worker\'s configuration at app/wrangler.jsonc:3: found "\\"name\\"" (CommaExpected), expected JSON with comments. Correct that line, then run again.',
    ]);
  });

  test("is one line when the text ends too early", () => {
    expect(readError("wrangler.jsonc", '{\n  "main": ')).toEqual([
      "config-malformed",
      "Could not read the Worker's configuration at wrangler.jsonc:2: found the end of the text (ValueExpected), expected JSON with comments. Correct that line, then run again.",
    ]);
  });

  test("is one line that names the place in TOML", () => {
    expect(readError("wrangler.toml", 'main = "a.ts"\nname = \n')).toEqual([
      "config-malformed",
      expect.stringMatching(
        /^Could not read the Worker's configuration at wrangler\.toml:2: found "[^\n]+", expected TOML\. Correct that line, then run again\.$/,
      ),
    ]);
  });

  test("is one line when it is no object", () => {
    expect(readError("wrangler.json", "[1]")).toEqual([
      "config-malformed",
      "Could not read the Worker's configuration at wrangler.json:1: found an array, expected an object. Correct that line, then run again.",
    ]);
  });
});

test("configurations are found in the folders of the sources and above, one in each", () => {
  const files = projectOf({
    "apps/one/src/deep/a.ts": "",
    "apps/one/wrangler.jsonc": '{ "main": "one.ts" }',
    "apps/one/wrangler.toml": 'main = "ignored.ts"',
    "apps/two/wrangler.toml": 'main = "not above a source"',
    "wrangler.json": '{ "main": "top.ts" }',
  });
  expect(readWranglerConfigs(files).map(({ path, main }) => [path, main])).toEqual([
    ["wrangler.json", "top.ts"],
    ["apps/one/wrangler.jsonc", "one.ts"],
  ]);
});
