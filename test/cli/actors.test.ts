import { expect, test } from "vitest";
import { footlights } from "./footlights.ts";
import { emptyProject, type Project, writeCoverage } from "./room-project.ts";

const ROOM = `import { DurableObject } from "cloudflare:workers";

export class Room extends DurableObject<Env> {
  webSocketMessage(socket: WebSocket, raw: string): void {
    const message = JSON.parse(raw);
    if (message.type === "join") socket.send("welcome");
    else if (message.type === "leave") socket.close();
  }
  count(): number {
    return 1;
  }
  async tell(note: { kind: string }): Promise<void> {
    switch (note.kind) {
      case "good": return;
      case "bad": return;
    }
  }
  async forward(): Promise<void> {
    await this.#peer().tell({ kind: "good" });
    await this.#peer().tell({ kind: "ugly" });
  }
  #peer(): DurableObjectStub<Room> {
    return this.env.ROOM.getByName("peer");
  }
}
`;

const WORKER = `export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const room = env.ROOM.get(env.ROOM.idFromName("a"));
    await room.forward();
    await room.vanish();
    return room.fetch(request);
  },
};
`;

/**
 * Ran: two joins, no leave; every method was entered; the kinds "good" and "bad" never matched. That none did is not
 * proved: reading `note.kind` may have thrown.
 */
function twoSources(hits: readonly (readonly number[])[]): Project {
  const project = emptyProject();
  const bindings = [{ name: "ROOM", class_name: "Room" }];
  const config = { main: "src/worker.ts", durable_objects: { bindings } };
  project.write("wrangler.jsonc", JSON.stringify(config));
  project.write("src/room.ts", ROOM);
  project.write("src/worker.ts", WORKER);
  writeCoverage(project, "src/room.ts", ROOM, hits);
  return project;
}

const RAN = [
  [2, 0],
  [0, 0],
  [0, 0],
];

test("tells what is defined, received and covered, and who sends what to whom", () => {
  const { cwd } = twoSources(RAN);

  const { stdout, stderr, status } = footlights(["actors", "src"], { cwd });

  expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  expect(stdout).toBe(`Room  src/room.ts, bound as ROOM
  entry             message            received  defined      covered  missed
  webSocketMessage                           x2        4   1/4 (25 %)       3
                    { type: "join" }        yes        1  1/1 (100 %)       0
                    { type: "leave" }        no        1    0/1 (0 %)       1
  count                                      x2        0            -       0
  tell                                       x2        3    0/2 (0 %)       2
                    { kind: "bad" }          no        1    0/1 (0 %)       1
                    { kind: "good" }         no        1    0/1 (0 %)       1
  forward                                    x2        0            -       0

sent, but nobody handles it
  Room.vanish()  from src/worker.ts:5
  Room.fetch()  from src/worker.ts:6
  Room.tell({ kind: "ugly" })  from src/room.ts:20

handled, but nothing in the source sends it
  Room.count()
  Room.tell({ kind: "bad" })

never sent by a test
  Room.webSocketMessage({ type: "leave" })
  Room.tell({ kind: "bad" })
  Room.tell({ kind: "good" })
`);
});

test("gives the same as a document", () => {
  const { cwd } = twoSources(RAN);

  const { stdout } = footlights(["actors", "src", "--json"], { cwd });

  expect(JSON.parse(stdout)).toMatchObject({
    $schema: "footlights/schemas/actors.json",
    schemaVersion: 1,
    actors: [{ name: "Room", binding: "ROOM" }],
    flow: {
      unhandled: [
        { actor: "Room", entry: "vanish", senders: ["src/worker.ts:5"] },
        { actor: "Room", entry: "fetch", senders: ["src/worker.ts:6"] },
        { actor: "Room", entry: "tell", fields: [{ name: "kind", value: "ugly" }] },
      ],
    },
  });
});

test("says that there are no actors", () => {
  const project = emptyProject();
  const text = "export const sign = (n: number) => (n < 0 ? -1 : 1);\n";
  project.write("src/sign.ts", text);
  writeCoverage(project, "src/sign.ts", text, [[1, 1]]);

  expect(footlights(["actors"], { cwd: project.cwd })).toEqual({
    status: 0,
    stdout: "No actors found: no class here extends a Durable Object.\n",
    stderr: "",
  });
});
