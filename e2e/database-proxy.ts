import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/**
 * Stands between portals and their PostgreSQL. `leave` cuts every connection and refuses new ones until `comeBack`;
 * after `freeze` the connections stay and carry nothing, as when a machine has lost its network.
 */
export type DatabaseProxy = {
  url: string;
  freeze(): void;
  leave(): Promise<void>;
  comeBack(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a proxy before the database of this address. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  };
  let isFrozen = false;
  const server = createServer((client) => {
    const database = connect(Number(target.port || 5432), target.hostname);
    for (const socket of [client, database]) keep(socket);
    if (isFrozen) return;
    client.pipe(database).pipe(client);
    client.once('close', () => database.destroy());
    database.once('close', () => client.destroy());
  });
  const listen = async (port: number) => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return address && typeof address === 'object' ? address.port : 0;
  };
  const leave = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
    await closed;
  };
  const port = await listen(0);
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    freeze() {
      isFrozen = true;
      for (const socket of sockets) socket.unpipe().pause();
    },
    leave,
    comeBack: async () => void (await listen(port)),
    close: async () => {
      if (server.listening) await leave();
    },
  };
}
