// Runs this engine's worker in headless Chromium without the page, by the messages that the page sends (crates/protocol): the
// times are of the engine alone.

import { Browser } from '../e2e/harness.mjs';
import { renderedBytes, watchMemory } from '../e2e/memory.mjs';

/** Timeout of one run, in ms. */
const PATIENCE_MS = 30 * 60_000;

/** The engine's defaults. A message must hold every setting, so add each new setting here. */
const DEFAULTS = {
  mapping: { roles: {}, own: [], matches: {}, kinds: {} },
  preset: 'census', columns: null, forms: {}, weights: {}, measures: null, period: 'latest', encoding: 'famd', min_frequency: 0.005,
  components: 'auto', clusters: 'auto', sweep: [2, 12], seed: 42, n_init: 10, max_iter: 300, tol: 1e-4,
};

/** Completes the few settings of the bench, `{years, components, k, …}`, with the defaults. */
export function params({ years, components, k, ...others }) {
  const year = Number(years);
  return {
    ...DEFAULTS,
    ...others,
    ...(years && { period: year ? { years: [year, year] } : years }),
    ...(components && { components: { share: components } }),
    ...(k && { clusters: { fixed: k } }),
  };
}

/** The same settings as a link has them. */
export function query({ sweep, ...others }) {
  return new URLSearchParams({ ...others, ...(sweep && { sweep: sweep.join('..') }) }).toString();
}

/**
 * Starts a worker in the page, does jobs one after the other, and gives for each of them `{answer, stages, ms}`: the parts of the
 * answer that are asked for, and ms from its posting to the first word of every stage and to the answer.
 */
async function converse(address, input, jobs, done) {
  // 64-bit integers arrive as BigInt, which WebDriver cannot transfer.
  const plain = (value) => JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? Number(v) : v)) ?? 'null');
  // As src/web/programs.rs starts it: from a blob, with the WebAssembly's address written out; helpers are sent theirs.
  const script = await (await fetch(address)).text();
  const wasm = JSON.stringify(address.replace(/\.js$/, '_bg.wasm'));
  const given = 'new Promise((resolve) => addEventListener("message", ({ data }) => resolve(data), { once: true }))';
  const begin = `await __wbg_init({ module_or_path: self.name ? ${given} : fetch(${wasm}) });`;
  const worker = new Worker(URL.createObjectURL(new Blob([`${script}\n${begin}\n`], { type: 'text/javascript' })), { type: 'module' });
  const found = [];
  let posted;
  let stages;
  const end = (result) => {
    worker.terminate();
    done(result);
  };
  const next = () => {
    if (found.length === jobs.length) return end({ found });
    const { job, hasFiles } = jobs[found.length];
    const files = hasFiles ? [...input.files] : [];
    if (hasFiles) job.load = { names: files.map(({ name }) => name) };
    stages = {};
    posted = performance.now();
    return worker.postMessage({ request: { id: found.length + 1, job: job.named ?? job }, files });
  };
  worker.onerror = ({ message }) => end({ error: `the worker died: ${message}` });
  worker.onmessage = ({ data: { answer } }) => {
    const ms = performance.now() - posted;
    if (answer.ready) return next();
    if (answer.progress) {
      stages[answer.progress.stage] ??= ms;
      return undefined;
    }
    if (typeof answer === 'string' || answer.failed) return end({ error: answer.failed ? 'the worker could not do the job' : answer });
    const { analysed, examined } = answer;
    found.push({
      stages,
      ms,
      ...(analysed && { fingerprint: analysed.fingerprint, rows: Number(analysed.used), k: Number(analysed.k) }),
      ...(examined && { silhouettes: plain(examined.silhouettes).map(([mean]) => mean.value) }),
    });
    return next();
  };
}

/** The worker's address as the page names it. */
async function address(browser) {
  const page = await (await fetch(browser.url)).text();
  return new URL(page.match(/<meta name="?worker"? content="?([^" >]+)/)[1], browser.url).href;
}

/**
 * Seconds of every stage and of every examination, and the most memory.
 *
 * As on the page the sample comes first. Then the files, of which a first analysis takes the shortest way through KMeans: it ends
 * the stage before with the first word on the next one. The second finds rows and components ready, and is the sweep. So every
 * stage is a little longer here than it is, none shorter, and the whole, which is their sum, too.
 */
async function run(browser, { settings, files, examine }) {
  const script = await address(browser);
  await browser.driver.get('about:blank');
  const empty = await renderedBytes(browser);
  // Any text file of the same origin will do: no script of the page runs in it.
  await browser.driver.get(script);
  const input = await browser.run(() => {
    const input = document.createElement('input');
    Object.assign(input, { type: 'file', multiple: true });
    return document.body.appendChild(input);
  });
  await input.sendKeys(files.join('\n'));
  await browser.driver.manage().setTimeouts({ script: PATIENCE_MS });
  const stop = await watchMemory(browser);
  const wanted = params(settings);
  const jobs = [
    { job: { named: 'load_sample' } },
    { job: { analyse: { params: params({}) } } },
    { job: {}, hasFiles: true },
    { job: { analyse: { params: { ...wanted, clusters: 'auto', sweep: [2, 2], n_init: 1, max_iter: 1 } } } },
    { job: { analyse: { params: wanted } } },
    ...examine.map((what) => ({ job: { examine: { what } } })),
  ];
  const { found, error } = await browser.driver.executeAsyncScript(converse, script, input, jobs);
  const most = stop();
  if (error) throw new Error(error);
  const [, , load, prepare, analyse, ...examined] = found;
  const read = load.ms;
  const encode = prepare.stages.cluster;
  const sweep = analyse.stages.measure;
  const ms = {
    'read + clean + join': read,
    'encode + standardise + PCA': encode,
    sweep,
    measure: analyse.stages.explain - sweep,
    'bytes → finished sweep': read + encode + sweep,
    'bytes → result': read + encode + analyse.ms,
  };
  const inSeconds = (of) => Object.fromEntries(Object.entries(of).map(([stage, value]) => [stage, value / 1000]));
  return {
    seconds: inSeconds(ms),
    examined: inSeconds(Object.fromEntries(examine.map((what, at) => [what, examined[at].ms]))),
    silhouettes: examined.at(-1)?.silhouettes,
    fingerprint: analyse.fingerprint,
    rows: analyse.rows,
    k: analyse.k,
    memory: { empty_bytes: empty, most_bytes: most },
  };
}

/** Runs several workers one after the other in one browser. Only the last one runs the examinations. */
export async function measure({ settings, files, runs, examine = [] }) {
  const browser = await Browser.start({ isAtRest: true });
  try {
    const version = (await browser.driver.getCapabilities()).get('browserVersion');
    const found = [];
    for (let at = 1; at <= runs; at += 1) found.push(await run(browser, { settings, files, examine: at === runs ? examine : [] }));
    const threads = await browser.run(() => navigator.hardwareConcurrency);
    // A text file has no icon, so the browser reports that favicon.ico is missing.
    const errors = (await browser.consoleErrors()).filter((error) => !error.includes('/favicon.ico'));
    if (errors.length > 0) throw new Error(errors.join('\n'));
    return { version, threads, runs: found };
  } finally {
    await browser.stop();
  }
}
