// What a client of server-everything must be able to do through a front, whichever generation of SDK it is.
//
// `peer` is a connected client: { client, call(params, options), stateless, endSession() }.

import assert from 'node:assert/strict';

const longRunning = (seconds, steps) => ({
  name: 'trigger-long-running-operation',
  arguments: { duration: seconds, steps },
});

export async function everything(verdict, peer, connectAnother) {
  const { client, call } = peer;

  await verdict.step('tools are listed', async () => {
    const { tools } = await client.listTools();
    const names = tools.map((tool) => tool.name);
    for (const name of ['echo', 'get-sum', 'trigger-long-running-operation']) assert.ok(names.includes(name), names.join());
    assert.equal(tools.find((tool) => tool.name === 'echo').inputSchema.type, 'object');
  });

  await verdict.step('echo returns the text as it was', async () => {
    const text = 'a "quoted" line\nand another, ünïcode 🚢, a \\ and \u2028';
    assert.equal(textOf(await call({ name: 'echo', arguments: { message: text } })), `Echo: ${text}`);
  });

  await verdict.step('a large text survives', async () => {
    const text = 'x'.repeat(1_000_000);
    assert.equal(textOf(await call({ name: 'echo', arguments: { message: text } })), `Echo: ${text}`);
  });

  await verdict.step('results of every kind', async () => {
    assert.match(textOf(await call({ name: 'get-sum', arguments: { a: 2, b: 40 } })), /42/);
    const image = (await call({ name: 'get-tiny-image', arguments: {} })).content.find((part) => part.type === 'image');
    assert.equal(Buffer.from(image.data, 'base64').subarray(1, 4).toString(), 'PNG');
    const weather = await call({ name: 'get-structured-content', arguments: { location: 'New York' } });
    assert.equal(typeof weather.structuredContent.temperature, 'number');
    const links = await call({ name: 'get-resource-links', arguments: { count: 3 } });
    assert.equal(links.content.filter((part) => part.type === 'resource_link').length, 3);
  });

  await verdict.step('sixty calls at once get their own answers', async () => {
    const texts = Array.from({ length: 60 }, (_, i) => `call ${i}`);
    const results = await Promise.all(texts.map((message) => call({ name: 'echo', arguments: { message } })));
    assert.deepEqual(results.map(textOf), texts.map((text) => `Echo: ${text}`));
  });

  await verdict.step('a long call shows its progress, in order', async () => {
    const seen = [];
    const result = await call(longRunning(0.5, 5), { onprogress: ({ progress, total }) => seen.push(`${progress}/${total}`) });
    assert.match(textOf(result), /completed/);
    assert.deepEqual(seen, ['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  await verdict.step('two long calls keep their progress apart', async () => {
    const run = async (steps) => {
      const totals = new Set();
      await call(longRunning(0.4, steps), { onprogress: ({ total }) => totals.add(total) });
      return [...totals];
    };
    assert.deepEqual(await Promise.all([run(2), run(4)]), [[2], [4]]);
  });

  await verdict.step('resources are listed and read', async () => {
    const { resources } = await client.listResources();
    assert.ok(resources.length > 0);
    const [document] = (await client.readResource({ uri: resources[0].uri })).contents;
    assert.equal(document.uri, resources[0].uri);
    assert.ok(document.text.length > 0);
    const { resourceTemplates } = await client.listResourceTemplates();
    assert.ok(resourceTemplates.some((template) => template.uriTemplate.startsWith('demo://resource/dynamic/text/')));
    const [text] = (await client.readResource({ uri: 'demo://resource/dynamic/text/7' })).contents;
    assert.match(text.text, /7/);
    const [blob] = (await client.readResource({ uri: 'demo://resource/dynamic/blob/7' })).contents;
    assert.ok(Buffer.from(blob.blob, 'base64').length > 0);
  });

  await verdict.step('prompts are listed and filled', async () => {
    const { prompts } = await client.listPrompts();
    assert.ok(prompts.some((prompt) => prompt.name === 'args-prompt'));
    const filled = await client.getPrompt({ name: 'args-prompt', arguments: { city: 'Bergen', state: 'Vestland' } });
    assert.match(filled.messages[0].content.text, /Bergen/);
    assert.ok((await client.getPrompt({ name: 'simple-prompt' })).messages.length > 0);
  });

  await verdict.step('arguments are completed', async () => {
    const ref = { type: 'ref/prompt', name: 'completable-prompt' };
    const departments = await client.complete({ ref, argument: { name: 'department', value: 'E' } });
    assert.deepEqual(departments.completion.values, ['Engineering']);
    const names = await client.complete({
      ref,
      argument: { name: 'name', value: '' },
      context: { arguments: { department: 'Sales' } },
    });
    assert.deepEqual(names.completion.values, ['David', 'Eve', 'Frank']);
  });

  await verdict.step('the log level is taken', async () => {
    if (peer.stateless) {
      const _meta = { 'io.modelcontextprotocol/logLevel': 'debug' };
      assert.equal(textOf(await call({ name: 'echo', arguments: { message: 'logged' }, _meta })), 'Echo: logged');
    } else {
      await client.setLoggingLevel('warning');
    }
  });

  await verdict.step('errors arrive as errors', async () => {
    await failing(call({ name: 'no-such-tool', arguments: {} }));
    await failing(call({ name: 'get-sum', arguments: { a: 'two', b: 40 } }));
    await assert.rejects(client.readResource({ uri: 'demo://resource/nowhere' }), hasCode);
    await assert.rejects(client.getPrompt({ name: 'no-such-prompt' }), hasCode);
  });

  await verdict.step('a cancelled call ends at once and harms no other', async () => {
    const stop = new AbortController();
    const started = performance.now();
    const cancelled = call(longRunning(10, 100), { signal: stop.signal, onprogress: () => stop.abort('enough') });
    const other = call(longRunning(1, 2));
    await assert.rejects(cancelled);
    assert.ok(performance.now() - started < 5_000, 'the cancelled call went on');
    assert.match(textOf(await other), /completed/);
    assert.equal(textOf(await call({ name: 'echo', arguments: { message: 'after' } })), 'Echo: after');
  });

  await verdict.step('two clients do not see each other', async () => {
    const another = await connectAnother();
    const [mine, theirs] = await Promise.all([
      call({ name: 'echo', arguments: { message: 'mine' } }),
      another.call({ name: 'echo', arguments: { message: 'theirs' } }),
    ]);
    assert.deepEqual([textOf(mine), textOf(theirs)], ['Echo: mine', 'Echo: theirs']);
    await another.client.close();
  });

  if (!peer.stateless) {
    await verdict.step('ping is answered', () => client.ping());
    await verdict.step('the session can be ended', () => peer.endSession());
  }
  await verdict.step('the client closes', () => client.close());
}

// One long call; `{"event":"in-call"}` is printed as soon as the server works on it, so that a test can stop the front
// in the middle of it.
export async function longCall(verdict, peer, seconds) {
  await verdict.step('the call is answered in full', async () => {
    const steps = Math.ceil(seconds * 4);
    let last = 0;
    const result = await peer.call(longRunning(seconds, steps), {
      onprogress: ({ progress }) => {
        if (last === 0) process.stdout.write('{"event":"in-call"}\n');
        last = progress;
      },
    });
    assert.match(textOf(result), /completed/);
    assert.equal(last, steps);
  });
}

export function textOf(result) {
  assert.notEqual(result.isError, true, JSON.stringify(result));
  return result.content.find((part) => part.type === 'text').text;
}

// Servers say a failed tool call as a result with isError or as a JSON-RPC error; a hang or a transport error is neither.
async function failing(calling) {
  try {
    const result = await calling;
    assert.equal(result.isError, true, JSON.stringify(result));
  } catch (error) {
    if (!hasCode(error)) throw error;
  }
}

const hasCode = (error) => Number.isInteger(error.code) && error.code <= -32000;
