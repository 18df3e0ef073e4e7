import { createServer } from 'node:http';

const server = createServer(handle).listen(3000);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    server.close();
    setTimeout(() => server.closeAllConnections(), 3000).unref();
  });
}
