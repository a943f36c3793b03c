// Makes the page's worker fail on demand: a few lines in front of the built worker's script fail at a chosen point.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { dist } from './harness.mjs';

/** Runs in the worker, in the scope of its script, where `wasm` holds what the WebAssembly exports. */
function hook() {
  // Only helper workers have a name; they do not fail.
  if (self.name !== '') return;
  const channel = new BroadcastChannel('faults');
  let fault = null;
  channel.onmessage = ({ data }) => {
    fault = data;
    channel.postMessage('armed');
  };
  const commit = {
    // Nothing fails: the walk only learns that the worker has come this far.
    pass: () => {},
    // The WebAssembly traps in the middle of a computation, at its next call of the clock.
    trap: () => {
      performance.now = () => {
        delete performance.now;
        throw new WebAssembly.RuntimeError('unreachable');
      };
    },
    // An uncaught JavaScript error outside the computation.
    error: () => { setTimeout(() => { throw new Error('failed by a test'); }); },
    // An endless loop.
    stuck: () => { for (;;); },
    // The browser ends the worker without an error event.
    gone: () => { self.close(); },
    // The memory is full, so the next allocation fails. A few kilobytes stay free for the error message.
    memory: () => {
      for (const size of [1 << 30, 1 << 26, 1 << 22, 1 << 18, 1 << 14]) {
        try {
          for (;;) wasm.__wbindgen_malloc(size, 1);
        } catch { /* Full, for this size. */ }
      }
    },
  };
  const post = self.postMessage.bind(self);
  self.postMessage = (message, ...rest) => {
    post(message, ...rest);
    const answer = message?.answer ?? {};
    if (fault && (answer.progress?.stage === fault.at || Object.hasOwn(answer, fault.at))) {
      const { kind } = fault;
      fault = null;
      channel.postMessage({ happened: Date.now() });
      commit[kind]();
    }
  };
}

/** Runs in the worker: its first message claims another release. */
export function ofAnotherRelease() {
  const post = self.postMessage.bind(self);
  self.postMessage = (message, ...rest) => {
    if (message?.answer?.ready) message.answer.ready.version += 1;
    post(message, ...rest);
  };
}

/**
 * Returns altered files for `Browser.start({ instead })`: a function runs at the start of the page's worker.
 *
 * @param {() => void} before  the function; by default the one that fails on demand (`arm`)
 */
export async function altered(before = hook) {
  const folder = (await readdir(dist)).find((name) => /^worker-/.test(name));
  const name = `${folder}/worker.js`;
  const own = await readFile(path.join(dist, name), 'utf8');
  const script = `(${before})();\n${own}`;
  const integrity = (text) => `sha384-${createHash('sha384').update(text).digest('base64')}`;
  const page = await readFile(path.join(dist, 'index.html'), 'utf8');
  return { 'index.html': page.replaceAll(integrity(own), integrity(script)), [name]: script };
}

/**
 * Makes the worker fail at its next message of a kind: the first progress of a stage, or an answer.
 *
 * @param {import('./harness.mjs').Browser} browser
 * @param {'pass' | 'trap' | 'error' | 'stuck' | 'gone' | 'memory'} kind  how
 * @param {string} at  the stage or the answer, by its name in the protocol
 */
export async function arm(browser, kind, at) {
  await browser.run((kind, at) => new Promise((resolve) => {
    window.faults?.close();
    window.faults = new BroadcastChannel('faults');
    window.fault = {};
    faults.onmessage = ({ data }) => {
      if (data === 'armed') resolve();
      else Object.assign(window.fault, data);
    };
    faults.postMessage({ kind, at });
  }), kind, at);
}
