import type { Grant } from "./grant.ts";

/** What is known of one socket; kept in its attachment, so that it survives hibernation. */
export interface Connection {
  readonly id: string;
  readonly grant: Grant;
  /** Whether its client resumes, and so gets each answer under a number. */
  readonly isResumable: boolean;
}

interface Attachment {
  readonly format: typeof FORMAT;
  readonly connection: Connection;
}

/** Counted up when the attachment changes: sockets outlive the release that attached to them. */
const FORMAT = 1;

/** Attaches a new connection to a socket. */
export function openConnection(socket: WebSocket, rights: Omit<Connection, "id">): Connection {
  const connection: Connection = { id: crypto.randomUUID(), ...rights };
  const attachment: Attachment = { format: FORMAT, connection };
  socket.serializeAttachment(attachment);
  return connection;
}

/** Reads a socket's connection; undefined when another release attached something else. */
export function readConnection(socket: WebSocket): Connection | undefined {
  const attachment: unknown = socket.deserializeAttachment();
  return isAttachment(attachment) ? attachment.connection : undefined;
}

// Only this file attaches anything: in this format it is a connection.
function isAttachment(value: unknown): value is Attachment {
  return (
    typeof value === "object" && value !== null && "format" in value && value.format === FORMAT
  );
}
