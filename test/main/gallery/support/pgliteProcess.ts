// Serves a database: `tsx pgliteProcess.ts PORT FOLDER`. Says its port when it listens.
import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

const [port, folder] = process.argv.slice(2);
const db = await PGlite.create(folder ?? 'memory://', { extensions: { vector } });
const server = new PGLiteSocketServer({ db, port: Number(port), host: '127.0.0.1', maxConnections: 20 });
server.addEventListener('listening', (event) => {
  const { detail } = event as CustomEvent<{ readonly port: number }>;
  console.log(detail.port);
});
await server.start();
