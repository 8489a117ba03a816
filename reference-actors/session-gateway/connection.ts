/** What is known of one socket; kept in its attachment, so that it survives hibernation. */
export interface Connection {
  readonly id: string;
}

/** Attaches a new connection to a socket. */
export function openConnection(socket: WebSocket): Connection {
  const connection: Connection = { id: crypto.randomUUID() };
  socket.serializeAttachment(connection);
  return connection;
}

/** Reads a socket's connection; undefined when the attachment is not one, as another release may have left it. */
export function readConnection(socket: WebSocket): Connection | undefined {
  const attachment: unknown = socket.deserializeAttachment();
  return isConnection(attachment) ? attachment : undefined;
}

function isConnection(value: unknown): value is Connection {
  return (
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
  );
}
