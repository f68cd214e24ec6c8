// The rest of the world, as seen from a network namespace: knows every name, is every address, and says who called.
// A process of its own; it prints a line for each name that was asked for and for each connection.
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const [address = ''] = process.argv.slice(2);
const HEADER = 12;
const TYPE_A = 1;

/** The name in a DNS question (RFC 1035, 4.1.2), and where its type stands. */
function readQuestion(query: Buffer): { readonly name: string; readonly end: number } {
  const labels: string[] = [];
  let at = HEADER;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 1 };
}

const names = createSocket('udp4');
names.on('message', (query, from) => {
  const { name, end } = readQuestion(query);
  const found = query.readUInt16BE(end) === TYPE_A;
  if (found) console.log(`name ${name}`);
  const reply = Buffer.from(query.subarray(0, end + 4));
  reply.writeUInt16BE(0x8180, 2); // an answer, and no error
  for (const [at, count] of [found ? 1 : 0, 0, 0].entries()) reply.writeUInt16BE(count, 6 + 2 * at);
  const record = [0xc0, HEADER, 0, TYPE_A, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)];
  names.send(found ? Buffer.concat([reply, Buffer.from(record)]) : reply, from.port, from.address);
});
names.bind(53, '0.0.0.0', () => console.log('ready'));

for (const port of [80, 443]) {
  createServer((caller) => {
    console.log(`connection to port ${port}`);
    // Not answered but ended: a client must not wait for it.
    caller.on('error', () => undefined).once('data', () => caller.destroy());
  }).listen(port, '0.0.0.0');
}
