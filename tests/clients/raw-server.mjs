// An HTTP server that does to a call what its tool is called after. No SDK: what it writes is what goes over the wire.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const id = body => JSON.stringify(JSON.parse(body).id);
const die = () => process.kill(process.pid, 'SIGKILL');
const stream = res => res.writeHead(200, { 'Content-Type': 'text/event-stream' });
const progress = 'event: message\ndata: {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":1,"progress":1}}\n\n';

// A task sleeps for `ms`. In 2026-07-28 the call is answered with it; before, with it as a member.
const tasks = new Map();
const isModern = message => message.params?._meta?.['io.modelcontextprotocol/protocolVersion'] === '2026-07-28';
const asResult = (message, task) => (isModern(message) ? { resultType: 'task', ...task } : { task });
const content = { content: [{ type: 'text', text: 'slept as a task' }] };

function begin(res, message) {
  const task = { taskId: randomUUID(), status: 'working', ttl: 600_000, ttlMs: 600_000 };
  tasks.set(task.taskId, task);
  setTimeout(() => Object.assign(task, { status: 'completed' }, isModern(message) && { result: content }), message.params.arguments.ms);
  res.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: asResult(message, task) }));
}

function tell(res, message) {
  const task = tasks.get(message.params.taskId);
  const answer = task ? { result: message.method === 'tasks/result' ? content : task } : { error: { code: -32602, message: 'Task not found' } };
  res.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, ...answer }));
}

const deeds = {
  'answers': (res, body) => res.end(`{"jsonrpc":"2.0","id":${id(body)},"result":{}}`),
  'answers-later': (res, body) => setTimeout(() => deeds.answers(res, body), 1500),
  'empty-body': res => res.end(),
  'ends-stream-early': res => { stream(res); res.end(progress); },
  'resumable': res => { stream(res); res.end('id: 1\ndata: \n\n'); },
  'dies-in-event': res => { stream(res); res.write(`${progress}event: message\ndata: {"jsonrpc":"2.0","id`, die); },
  'dies-in-json': res => { res.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1000 }); res.write('{"jsonrpc', die); },
  'dies-silently': die,
  'stops-listening': (res, body) => { listener.close(); res.setHeader('Connection', 'close'); deeds.answers(res, body); },
  'keeps-stream-open': (res, body) => { stream(res); res.write(`data: {"jsonrpc":"2.0","id":${id(body)},"result":{}}\n\n: after\n\n`); },
  'trailing-bytes': (res, body) => { stream(res); res.end(`data: {"jsonrpc":"2.0","id":${id(body)},"result":{}}\n\n: no end`); },
};

const listener = createServer((req, res) => {
  let body = '';
  req.on('data', piece => { body += piece; });
  req.on('end', () => {
    if (req.method === 'GET') {
      stream(res).flushHeaders();
      if (req.url !== '/mcp?silent') res.write(': open\n\n');
      return;
    }
    const message = JSON.parse(body);
    console.error(`got ${message.method}`);
    res.setHeader('Content-Type', 'application/json');
    if (message.method === 'subscriptions/listen') {
      stream(res).write('data: {"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{}}\n\n');
      return;
    }
    if (message.method === 'initialize') {
      const { protocolVersion } = message.params;
      res.end(JSON.stringify({ jsonrpc: '2.0', id: message.id, result: { protocolVersion, capabilities: { tasks: {} }, serverInfo: { name: 'raw', version: '1' } } }));
    } else if (message.method === 'notifications/initialized') res.writeHead(202).end();
    else if (message.params?.name === 'sleep') begin(res, message);
    else if (message.method.startsWith('tasks/')) tell(res, message);
    else (deeds[message.params?.name] ?? deeds.answers)(res, body);
  });
});
listener.listen(process.env.PORT, '127.0.0.1');
setInterval(() => {}, 1000);
