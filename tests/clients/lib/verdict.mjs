// Runs named steps, and prints one line of JSON that says how each went: {"client", "revision", "ok", "steps": […]}.
// A step that fails does not stop the next one, so that one run shows everything that is wrong.

const stepLimit = 20_000;

export class Verdict {
  #steps = [];

  constructor(client) {
    this.client = client;
  }

  async step(name, run) {
    const start = performance.now();
    let timer;
    const limit = new Promise((_, reject) => {
      timer = setTimeout(() => reject(new Error(`no end after ${stepLimit} ms`)), stepLimit);
    });
    const step = { name, ok: true };
    try {
      await Promise.race([run(), limit]);
    } catch (error) {
      step.ok = false;
      step.error = String(error?.stack ?? error);
    } finally {
      clearTimeout(timer);
    }
    step.ms = Math.round(performance.now() - start);
    this.#steps.push(step);
    return step.ok;
  }

  get ok() {
    return this.#steps.length > 0 && this.#steps.every((step) => step.ok);
  }

  // Ends the process: a client may still hold streams, and whether it does is not the question.
  print(details = {}) {
    const text = JSON.stringify({ client: this.client, ...details, ok: this.ok, steps: this.#steps });
    process.stdout.write(text + '\n', () => process.exit(this.ok ? 0 : 1));
  }
}
