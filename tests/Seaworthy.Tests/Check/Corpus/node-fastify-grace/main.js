import Fastify from 'fastify';
import closeWithGrace from 'close-with-grace';

const app = Fastify({ logger: true });
app.post('/mcp', handle);
closeWithGrace({ delay: 8000 }, async ({ err }) => {
  if (err) app.log.error(err);
  await app.close();
});
await app.listen({ port: Number(process.env.PORT ?? 3000), host: process.env.HOST ?? '127.0.0.1' });
