// A connection that drops: between the browser and the server, cut whenever so much went up in one request.

import { createServer, connect, type Server, type Socket } from "node:net";

export class Tunnel {
  /** How often it was cut. */
  cuts = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Leads to `to`; cuts `times` times, each after `bytes` that went up. */
  static async to(to: string, times: number, bytes: number): Promise<Tunnel> {
    const { port } = new URL(to);
    const server = createServer();
    const tunnel = new Tunnel(server);
    server.on("connection", (near) => {
      const far = connect(Number(port), "127.0.0.1");
      let sent = 0;
      near.on("data", (piece) => {
        sent += piece.length;
        if (sent > bytes && tunnel.cuts < times) {
          tunnel.cuts++;
          near.resetAndDestroy();
          far.resetAndDestroy();
          return;
        }
        far.write(piece);
      });
      far.on("data", (piece) => near.write(piece));
      for (const [one, other] of [[near, far], [far, near]] as const) {
        tunnel.#sockets.add(one);
        one.on("error", () => other.destroy());
        one.on("close", () => {
          tunnel.#sockets.delete(one);
          other.end();
        });
      }
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    return tunnel;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://localhost:${typeof address === "object" && address ? address.port : 0}`;
  }

  end(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
