// `make bench`: this engine against pandas, scikit-learn, ml-kmeans, ml-pca, linfa and scikit-learn as WebAssembly,
// stage by stage and end to end, in one run on one machine. Writes tests/bench/RESULTS.md.
//
// One table at a time:
//   1. `analyze` and Chromium give their results and stage times; their fingerprints have to be equal.
//   2. The reference in Python, which sees none of it, has to find the same rows, variances and groups.
//   3. Every engine starts KMeans from the same rows; every label has to be equal.
//   4. Only then is anything compared. A contender that fails its check is named with the reason, and gets no ratio.
//
// The bench asserts correctness, never a time. A number that misses its target is printed as missed.
//
//   QUICK=1            one year, few runs, small generated tables: a few minutes, for trying the bench itself
//   BENCH_ROWS=N[,N…]  rows of the generated tables
//   BENCH_PARTS=A[,B…] only these parts, of: tables contenders interaction scale
//   VICTIM_CLUSTERS_DATA=DIR  the real tables; without it the built-in sample stands in for them

import { execFile, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { data } from '../e2e/harness.mjs';
import { controls, visit } from './browser.mjs';
import { report } from './report.mjs';
import { measure, query } from './worker.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const work = path.join(root, 'tests/out/bench');
const analyzeBinary = path.join(root, 'target/release/analyze');
const nativeBinary = path.join(root, 'target/bench/release/bench-native');
const python = path.join(root, '.tools/bench/bin/python');

const quick = Boolean(process.env.QUICK);
const parts = (process.env.BENCH_PARTS ?? 'tables,contenders,interaction,scale').split(',');
const runs = quick ? 2 : 5;
const restarts = 10;
const [firstK, lastK] = [2, 12];
const ks = Array.from({ length: lastK - firstK + 1 }, (_, at) => firstK + at);
const generatedRows = (process.env.BENCH_ROWS ?? (quick ? '20000,40000' : '250000,500000,1000000,2000000,4000000,8000000'))
  .split(',').map(Number);
/** If other programs use more cores than this before the bench starts, the machine is not quiet. */
const mostBusy = 0.2;
/** The defaults of scikit-learn. No level is merged, however rare it is. */
const likeScikitLearn = { preset: 'census', encoding: 'standard', components: 0.9, min_frequency: 0, n_init: restarts };
/** The inertia may exceed the best one by this share: another local optimum of the same quality. */
const inertiaExcess = 1e-3;

const exec = promisify(execFile);
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Runs a program and reads its standard output as JSON. */
async function json(program, args, { env = {}, ...options } = {}) {
  const { stdout } = await exec(program, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 28, ...options });
  return JSON.parse(stdout);
}

const script = (name) => path.join(here, name);
const withThreads = (threads) => ({ OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads), PYTHONDONTWRITEBYTECODE: '1' });
const sklearn = (args, { threads = os.availableParallelism() } = {}) => json(
  python,
  ['-W', 'ignore', script('sklearn_bench.py'), ...args.map(String)],
  { env: withThreads(threads) },
);
/** Numbers of threads that the reference is tried with. */
const threadsTried = [...new Set([1, os.availableParallelism()])];

const min = (numbers) => Math.min(...numbers);

class Failed extends Error {}

function hold(ok, what, detail) {
  say(`  ${ok ? 'ok  ' : 'FAIL'}  ${what}: ${detail}`);
  if (!ok) throw new Failed(`${what}: ${detail}`);
}

/** Runs this engine natively and keeps its files; returns its summary and the seconds of every stage, for each run. */
async function native(folder, [crime, regions], settings, { times = runs, examine = 'none' } = {}) {
  await mkdir(folder, { recursive: true });
  const timings = [];
  for (let run = 1; run <= times; run += 1) {
    const args = [crime, regions, '--link', query(settings), '--examine', run === times ? examine : 'none', '--timings', '--out', folder];
    const { stderr } = await exec(analyzeBinary, args);
    timings.push(JSON.parse(stderr.trim().split('\n').pop()));
  }
  const summary = JSON.parse(await readFile(path.join(folder, 'summary.json'), 'utf8'));
  return { summary, stages: timings.map(byStage), examined_s: timings.at(-1).examine };
}

/** Maps the stages of the protocol to the stages of this bench. */
function byStage({ read, join = 0, encode, reduce, cluster, measure: indices, explain }) {
  const finished = read + join + encode + reduce + cluster;
  return {
    'read + clean + join': read + join,
    'encode + standardise + PCA': encode + reduce,
    sweep: cluster,
    measure: indices,
    'bytes → finished sweep': finished,
    'bytes → result': finished + indices + explain,
  };
}

/** Returns the quickest configuration as `{config, threads, seconds}`, by the minimum of its repeats. */
function best(byThreads, stage) {
  const all = Object.entries(byThreads).flatMap(([threads, found]) => Object.entries(found[stage]).map(
    ([config, seconds]) => ({ config, threads: Number(threads), seconds: min(seconds), all: seconds }),
  ));
  return all.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

/**
 * Measures one table. `years`: "all" or a year; `hasContenders`: whether all engines run on this table and silhouettes
 * from all pairs of rows are compared.
 */
async function table({ name, files, years, hasContenders }) {
  say(`${name}, years ${years}`);
  const folder = path.join(work, name);
  const settings = { ...likeScikitLearn, years };
  const ours = await native(folder, files, settings, { examine: hasContenders ? 'silhouettes' : 'none' });
  const { summary } = ours;
  const rows = summary.rows.used;
  const agrees = (found, what) => {
    const fingerprints = new Set(found.map(({ fingerprint }) => fingerprint));
    hold(fingerprints.size === 1 && fingerprints.has(summary.fingerprint), `${what} and native agree`, `fingerprint ${summary.fingerprint}`);
  };
  const chromium = await measure({ settings, files, runs, examine: ['silhouettes'] });
  agrees(chromium.runs, 'Chromium\'s worker');
  const page = await visit({ query: query(settings), files, runs: 2 });
  agrees(page.runs, 'the page');

  const checked = await sklearn(['check', folder, ...files, years]);
  for (const { what, ok, detail } of checked.checks) hold(ok, what, detail);
  const python_ = await reference(folder, files, years, summary);

  const starts = path.join(folder, 'starts.json');
  const fromStarts = { ours: await json(nativeBinary, ['from-starts', ...files, query(settings), starts, folder]) };
  fromStarts['scikit-learn'] = await sklearn(['from-starts', folder], { threads: python_.probe.threads });
  for (const k of ks) {
    const { differ, inertia } = fromStarts['scikit-learn'][k];
    hold(differ === 0, `labels from the same starting rows, k = ${k}`, `${differ} of ${rows} differ`);
    const error = Math.abs(fromStarts.ours[k].inertia / inertia - 1);
    hold(error < 1e-9, `inertia from the same starting rows, k = ${k}`, `relative difference ${error.toExponential(1)}`);
  }

  const exact = hasContenders ? await silhouettes(folder, ours, chromium) : null;
  const contenders = hasContenders && parts.includes('contenders') ? await others(folder, checked.shape) : {};
  const kernels = await json(nativeBinary, ['kernels', ...files, query(settings)]);
  const { size } = await stat(files[0]);
  await clear(folder);
  return {
    name, years, rows, size, kernels, contenders, fromStarts, versions: checked.versions, silhouettes: exact,
    distinct: kernels.distinct, features: summary.pca.n_features, components: summary.pca.n_components, k: summary.k,
    ours: { native: ours.stages, nativeSilhouettes_s: ours.examined_s, chromium, page },
    python: python_,
  };
}

/** Removes the matrices, which are many times larger than the table. */
async function clear(folder) {
  for (const name of ['x.f64', 'scores.f64', 'labels.csv', 'table.csv']) await rm(path.join(folder, name), { force: true });
}

/** Times every configuration of pandas and scikit-learn, then the best ones again, as often as this engine. */
async function reference(folder, files, years, summary) {
  const byThreads = {};
  for (const threads of threadsTried) byThreads[threads] = await sklearn(['time', folder, ...files, years, quick ? 1 : 2], { threads });
  const again = async (stage) => {
    const { config, threads } = best(byThreads, stage);
    const found = await sklearn(['time', folder, ...files, years, runs, stage, config], { threads });
    byThreads[threads][stage][config].push(...found[stage][config]);
    return best(byThreads, stage);
  };
  const found = {
    configurations: byThreads,
    read: await again('read'),
    encode: await again('encode_reduce'),
    probe: best(byThreads, 'probe'),
    asUsual: await sklearn(['as-usual', ...files]),
  };
  const { ks: probed, n_init: inits } = byThreads[1].probed;
  const sweeps = [];
  // Starts with the quickest. The threads of scikit-learn spin while they wait for each other. If anything else runs, they can take
  // many times longer than the probe, or than one thread.
  for (const probe of threadsTried.map((threads) => best({ [threads]: byThreads[threads] }, 'probe')).sort((a, b) => a.seconds - b.seconds)) {
    say(`  scikit-learn's sweep: ${probe.config}, threads: ${probe.threads}`);
    const swept = await sweep(folder, probe, summary);
    sweeps.push(swept);
    const slower = (probed.reduce((sum, k) => sum + swept.byK[k].seconds, 0) / restarts) / (probe.seconds / inits);
    if (slower < 1.5) break;
    say(`    ${slower.toFixed(1)} times slower than its probe: the machine is not quiet`);
  }
  found.probed = byThreads[1].probed;
  found.sweep = sweeps.reduce((a, b) => (b.seconds < a.seconds ? b : a));
  return found;
}

/** Runs the whole sweep in the configuration with the quickest probe. This engine's inertia must not be worse. */
async function sweep(folder, { config, threads }, summary) {
  const [dtype, algorithm] = config.split(', ');
  const byK = await sklearn(['sweep', folder, dtype, algorithm, firstK, lastK, restarts], { threads });
  for (const { k, inertia } of summary.sweep) {
    const excess = inertia / byK[k].inertia - 1;
    hold(excess <= inertiaExcess, `inertia of the sweep, k = ${k}`, `${excess >= 0 ? '+' : ''}${excess.toExponential(1)} against the best of ${restarts}`);
  }
  return { config, threads, seconds: Object.values(byK).reduce((sum, { seconds }) => sum + seconds, 0), byK };
}

/** Silhouettes from all pairs of rows: this engine's for every k, in the browser and natively; scikit-learn's for the k on the screen. */
async function silhouettes(folder, { summary }, { runs: found }) {
  const own = summary.silhouettes.map(({ value }) => value);
  const inBrowser = found.at(-1).silhouettes;
  const difference = Math.max(...own.map((value, at) => Math.abs(value - inBrowser[at])));
  hold(difference === 0, 'exact silhouettes in Chromium and natively', `difference ${difference}`);
  const at = summary.sweep.findIndex(({ k }) => k === summary.k);
  const theirs = [];
  for (const threads of threadsTried) {
    // Each job starts its own threads, so jobs times threads must not exceed the processors.
    const found = await sklearn(['silhouette', folder, threads === 1 ? threadsTried.join(',') : 1], { threads });
    for (const [jobs, { value, seconds }] of Object.entries(found)) {
      const error = Math.abs(own[at] - value);
      hold(error < 1e-9, `exact silhouette, k = ${summary.k}, n_jobs=${jobs}, threads: ${threads}`, `difference ${error.toExponential(1)}`);
      theirs.push({ rows: summary.rows.used, config: `float64, n_jobs=${jobs}, ${threads} BLAS thread${threads === 1 ? '' : 's'}`, seconds });
    }
  }
  return theirs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

/** Runs the other contenders. If one cannot run, the report names it with the reason. */
async function others(folder, shape) {
  const list = ks.join(',');
  const { n_features: nFeatures, n_components: nComponents, explained_variance: variances } = shape;
  const programs = {
    linfa: () => json(nativeBinary, ['linfa', folder, nFeatures, nComponents, list].map(String)),
    node: () => json(process.execPath, ['--max-old-space-size=8192', script('node_bench.mjs'), folder, list]),
    wasm: () => json(python, [script('wasm_bench.py'), folder, list, path.join(root, '.tools/bench/wasm-cache')]),
  };
  const found = {};
  for (const [name, run] of Object.entries(programs)) {
    say(`  ${name}`);
    try {
      found[name] = await run();
      found[name].different = {};
      for (const k of ks) {
        const [own, other] = await Promise.all(['labels', name].map((of) => readFile(path.join(folder, `${of}-${k}.u8`))));
        const differ = own.reduce((sum, label, row) => sum + (label !== other[row]), 0);
        if (differ > 0) found[name].different[k] = differ;
      }
      found[name].pca_error = Math.max(...variances.map((v, at) => Math.abs(found[name].explained_variance[at] / v - 1)));
    } catch (error) {
      const said = error.stderr?.trim().split('\n').pop() ?? error.message;
      say(`    not compared: ${said}`);
      found[name] = { refused: said };
    }
  }
  return found;
}

/** Times what a visitor waits for: one k on one year, and the controls. */
async function interaction({ files, all, year }) {
  say('interaction');
  const few = quick ? 3 : 20;
  const cycle = (values, n) => Array.from({ length: n }, (_, at) => String(values[at % values.length]));
  const moves = [
    { name: 'groups', css: '#k', event: 'input', values: cycle([3, 8, 5, 12, 4, 9, 2, 10, 6, 11, 7], few) },
    { name: 'kind of map', css: '.map-modes input:not(:checked)', event: 'click', values: Array(few).fill(null) },
  ];
  const period = { name: 'year', css: '#period', event: 'change', values: cycle([2017, 2018, 2016, 2020], quick ? 1 : 8) };
  const { runs: oneK } = await measure({ settings: { years: year, sweep: [5, 5], k: 5 }, files, runs });
  const found = {
    oneK: oneK.map(({ seconds }) => seconds.sweep),
    oneYear: await controls({ query: query({ years: year }), files, moves: all ? [...moves, period] : moves }),
  };
  if (quick || !all) return found;
  found.allYears = await controls({ query: query({ years: 'all' }), files, moves });
  found.default = await measure({ settings: { years: 'all' }, files, runs: 1, examine: ['restarts', 'null', 'silhouettes'] });
  found.defaultPage = await visit({ query: query({ years: 'all' }), files, runs: 2 });
  return found;
}

/** Runs generated tables of growing size once each. Each file is removed before the next one is written. */
async function scale(regions) {
  await exec('cargo', ['build', '--locked', '--release', '--quiet', '--example', 'generate'], { cwd: root });
  const settings = { ...likeScikitLearn, years: 'all' };
  const found = [];
  for (const rows of generatedRows) {
    say(`generated table of ${rows.toLocaleString('en')} rows`);
    const crime = path.join(work, `generated-${rows}.csv`);
    const folder = path.join(work, `generated-${rows}`);
    try {
      await generate(rows, crime);
      const files = [crime, regions];
      const entry = { rows, size: (await stat(crime)).size };
      found.push(entry);
      try {
        const { runs: [run] } = await measure({ settings, files, runs: 1 });
        Object.assign(entry, { used: run.rows, chromium: run });
        const { summary, stages: [stages] } = await native(folder, files, settings, { times: 1 });
        hold(run.fingerprint === summary.fingerprint, 'Chromium\'s worker and native agree', `fingerprint ${summary.fingerprint}`);
        entry.native = stages;
      } catch (error) {
        if (error instanceof Failed) throw error;
        entry.refused = error.message.split('\n').slice(0, 2).join(': ');
        say(`  not measured: ${entry.refused}`);
      }
    } finally {
      await rm(crime, { force: true });
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { tables: found };
}

/** The generator writes its table to standard output. */
function generate(rows, file) {
  return new Promise((resolve, reject) => {
    const child = spawn(path.join(root, 'target/release/examples/generate'), [String(rows)], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.pipe(createWriteStream(file)).on('finish', resolve).on('error', reject);
    child.on('error', reject).on('exit', (code) => code !== 0 && reject(new Error(`generate ended with ${code}`)));
  });
}

/** Waits three seconds and returns how many cores were in use. */
async function busyCores() {
  const spent = () => os.cpus().reduce((sum, { times: { idle, ...busy } }) => sum + Object.values(busy).reduce((a, b) => a + b, 0), 0);
  const [before, began] = [spent(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, 3000));
  return (spent() - before) / (performance.now() - began);
}

/** Describes the machine without its name. */
async function machine() {
  const { stdout: rustc } = await exec('rustc', ['--version'], { cwd: root });
  const system = (await readFile('/etc/os-release', 'utf8').catch(() => '')).match(/^PRETTY_NAME="(.*)"$/m)?.[1] ?? os.type();
  const cpuinfo = await readFile('/proc/cpuinfo', 'utf8').catch(() => '');
  const level = ['avx512f', 'avx2', 'sse4_2'].find((flag) => cpuinfo.includes(flag)) ?? '';
  const model = [/^cpu family\s*: (\d+)/m, /^model\s*: (\d+)/m].map((pattern) => cpuinfo.match(pattern)?.[1]);
  return {
    processor: os.cpus()[0].model, family: model, level, cores: os.availableParallelism(),
    memory_gib: Math.round(os.totalmem() / 2 ** 30), system, kernel: os.release(), rustc: rustc.trim(), node: process.versions.node,
  };
}

async function main() {
  await mkdir(work, { recursive: true });
  const [crime, regions] = ['crime/part1_2016-2021.csv', 'neighborhoods/census2010.geojson']
    .map((name) => data(`data/${name}`));
  await json(nativeBinary, ['sample', work]);
  const sample = ['sample.csv', 'sample.geojson'].map((name) => path.join(work, name));
  const real = crime && regions;
  if (!real) say('VICTIM_CLUSTERS_DATA is not set: the built-in sample stands in for the real tables');
  const files = real ? [crime, regions] : sample;
  const oneYear = { name: real ? 'part1_2016-2021, one year' : 'sample', files, years: real ? '2019' : 'all', hasContenders: true };
  const tables = !real || quick ? [oneYear] : [
    { name: 'part1_2016-2021', files, years: 'all', hasContenders: false },
    oneYear,
  ];
  const started = Date.now();
  const results = { quick, real: Boolean(real), mostBusy, busy: await busyCores(), restarts, runs, ks: [firstK, lastK], date: new Date().toISOString().slice(0, 10) };
  results.machine = await machine();
  if (results.busy > mostBusy) say(`other programs keep ${results.busy.toFixed(1)} cores busy: what is measured now is not to be believed`);
  const { stdout: commit } = await exec('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root }).catch(() => ({ stdout: 'unknown' }));
  results.commit = commit.trim();
  say('the machine\'s limits');
  results.limits = await json(nativeBinary, ['limits']);
  say('native kernels');
  const cargoBench = ['bench', '--locked', '--quiet', '--bench', 'kernels', '--manifest-path', script('native/Cargo.toml'), '--target-dir', path.join(root, 'target/bench')];
  results.kernels = (await exec('cargo', cargoBench, { cwd: root })).stdout;
  results.tables = [];
  if (parts.includes('tables')) for (const one of tables) results.tables.push(await table(one));
  if (parts.includes('interaction')) results.interaction = await interaction({ files, all: Boolean(real), year: oneYear.years });
  if (parts.includes('scale')) results.scale = await scale(sample[1]);
  results.minutes = (Date.now() - started) / 60_000;
  await writeFile(path.join(work, 'results.json'), JSON.stringify(results, null, 1));
  // Only a whole run with the real tables replaces RESULTS.md.
  const whole = !quick && real && parts.length === 4;
  const file = whole ? path.join(here, 'RESULTS.md') : path.join(work, 'RESULTS.md');
  await writeFile(file, report(results));
  say(`written: ${path.relative(root, file)}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Failed ? `\nNot the same numbers, so nothing is compared.\n${error.message}` : error);
  process.exitCode = 1;
}
