import { expect, test } from "vitest";
import { matchGlob } from "../../../analyzer/gate/match-glob.ts";

test.each([
  ["src/**", "src/room.ts", "src/a/b/room.ts"],
  ["src/**/room.ts", "src/room.ts", "src/a/b/room.ts"],
  ["**/*.ts", "room.ts", "src/room.ts"],
  ["src/*.ts", "src/room.ts"],
  ["./src/?oom.ts", "src/room.ts"],
  ["src/{room,lobby}.{ts,tsx}", "src/lobby.tsx"],
  ["src/[a-r]oom.ts", "src/room.ts"],
  ["src/[!x]oom.ts", "src/room.ts"],
  ["src/room.ts", "src/room.ts"],
  ["src/", "src/room.ts", "src/a/b.ts"],
  ["src/$(x)+^.ts*", "src/$(x)+^.ts"],
])("%s means %s", (glob, ...paths) => {
  expect(paths.filter((path) => !matchGlob(glob)(path))).toEqual([]);
});

test.each([
  ["src/*.ts", "src/a/room.ts"],
  ["src/**", "lib/src/room.ts"],
  ["src/[!r]oom.ts", "src/room.ts"],
  ["src/[!x]oom.ts", "src//oom.ts"],
  ["src/room.ts", "src/roomXts"],
  ["src", "srcs/room.ts"],
  ["src/[room.ts", "src/r"],
  ["src/{a,b", "src/c"],
])("%s does not mean %s", (glob, path) => {
  expect(matchGlob(glob)(path)).toBe(false);
});
