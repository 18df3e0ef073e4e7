// What the measurements share.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';

export const now = () => performance.now();

export const median = (values) => quantile(values, 0.5);

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
}

// Math.max takes its values as arguments, and there are too many of them for that.
export const largest = (values) => values.reduce((most, value) => Math.max(most, value), -Infinity);

// A port that is free now.
export function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// Starts a program; `exited` resolves with { code, at }. It ends with this process.
export function start(command, args) {
  // What names the binary to these scripts is no setting of the binary.
  const { SEAWORTHY_BINARY: _, ...env } = process.env;
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.exited = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      process.removeListener('exit', end);
      resolve({ code: code ?? signal, at: now() });
    });
  });
  return child;
}

// Sends one request; resolves with { status, headers, body, endedAt, whole } or rejects with the socket's error.
export function send(url, { method = 'GET', headers = {}, body, agent = false } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, headers, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece) => (text += piece));
      response.on('error', () => {});
      response.on('close', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: text, endedAt: now(), whole: response.complete }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

// Waits until the URL answers 200. `null` while nothing listens.
export async function until200(url, exited) {
  let gone = false;
  exited.then(() => (gone = true));
  while (!gone) {
    const answer = await send(url).catch(() => null);
    if (answer?.status === 200) return answer;
    await new Promise(setImmediate);
  }
  throw new Error(`the process ended before ${url} answered 200`);
}

// An MCP client on plain HTTP, of one revision. Revisions from 2026-07-28 on have no session.
export class Caller {
  #id = 0;

  // Keeps connections when it is set; without it each request has one of its own.
  agent = false;

  constructor(url, revision) {
    this.url = url;
    this.revision = revision;
    this.stateless = revision >= '2026-07-28';
  }

  async connect() {
    if (this.stateless) return this;
    const clientInfo = { name: 'bench', version: '1' };
    const answer = await this.request('initialize', { protocolVersion: this.revision, capabilities: {}, clientInfo });
    this.session = answer.headers['mcp-session-id'];
    this.revision = messages(answer).at(-1).result.protocolVersion;
    await send(this.url, this.#post({ jsonrpc: '2.0', method: 'notifications/initialized' }));
    return this;
  }

  request(method, params) {
    return send(this.url, { ...this.#post({ jsonrpc: '2.0', id: ++this.#id, method, params }), agent: this.agent });
  }

  call(name, args = {}) {
    return this.request('tools/call', { name, arguments: args });
  }

  headers(accept) {
    const headers = { accept, 'mcp-protocol-version': this.revision };
    if (this.session) headers['mcp-session-id'] = this.session;
    return headers;
  }

  #post(message) {
    const headers = { ...this.headers('application/json, text/event-stream'), 'content-type': 'application/json' };
    if (this.stateless) {
      headers['mcp-method'] = message.method;
      if (message.params?.name) headers['mcp-name'] = message.params.name;
      const info = { name: 'bench', version: '1' };
      message.params._meta = {
        'io.modelcontextprotocol/protocolVersion': this.revision,
        'io.modelcontextprotocol/clientCapabilities': {},
        'io.modelcontextprotocol/clientInfo': info,
      };
    }
    return { method: 'POST', headers, body: JSON.stringify(message) };
  }
}

// The JSON-RPC messages of an answer, whether it came as JSON or as an event stream.
export function messages({ headers, body }) {
  if (!headers['content-type']?.startsWith('text/event-stream')) return body ? [JSON.parse(body)] : [];
  return body
    .split('\n')
    .filter((line) => line.startsWith('data:') && line.length > 6)
    .map((line) => JSON.parse(line.slice(5)));
}

// Resident memory of a process, in MB.
export function residentMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
