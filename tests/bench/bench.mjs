// `make bench`: this engine against pandas, scikit-learn, sklearnex, ml-kmeans, ml-pca, linfa and scikit-learn as WebAssembly,
// stage by stage and end to end, in one run on one machine. Writes tests/bench/RESULTS.md.
//
// One table at a time:
//   1. `analyze` and Chromium give their results and stage times; their fingerprints have to be equal.
//   2. The reference in Python, which sees none of it, has to find the same rows, variances and groups.
//   3. Every engine starts KMeans from the same rows; every label has to be equal.
//   4. Only then is anything compared. A contender that fails its check is named with the reason, and gets no ratio.
//
// Asserts correctness, never a time: a number that misses its target is printed as missed.
//
//   QUICK=1            one year, few runs, small generated tables: minutes instead of an hour, for trying the bench itself
//   BENCH_ROWS=N[,N…]  rows of the generated tables
//   BENCH_PARTS=A[,B…] only these parts, of: tables contenders interaction scale
//   VICTIM_CLUSTERS_DATA=DIR  the real tables; without it the built-in sample stands in for them

import { execFile, spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { data } from '../e2e/harness.mjs';
import { controls, measure, oneK } from './browser.mjs';
import { report } from './report.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, '../..');
const work = path.join(root, 'tests/out/bench');
const analyzeBinary = path.join(root, 'target/release/analyze');
const nativeBinary = path.join(root, 'target/bench/release/bench-native');
const python = path.join(root, '.tools/bench/bin/python');
const pythonSklearnex = path.join(root, '.tools/bench-sklearnex/bin/python');

const quick = Boolean(process.env.QUICK);
const parts = (process.env.BENCH_PARTS ?? 'tables,contenders,interaction,scale').split(',');
const runs = quick ? 2 : 5;
const restarts = 10;
const [firstK, lastK] = [2, 12];
const ks = Array.from({ length: lastK - firstK + 1 }, (_, at) => firstK + at);
const generatedRows = (process.env.BENCH_ROWS ?? (quick ? '20000,40000' : '250000,500000,1000000,2000000,4000000,8000000'))
  .split(',').map(Number);
/** Above this many rows the reference would run for hours, or out of memory. */
const mostReferenceRows = quick ? 40_000 : 1_000_000;
/** Settings that scikit-learn has too. */
const likeScikitLearn = `preset=census&encoding=standard&components=0.9&n_init=${restarts}`;
/** Relative room for another optimum of the same quality. */
const inertiaExcess = 1e-3;

const exec = promisify(execFile);
const say = (text) => console.log(`${new Date().toISOString().slice(11, 19)}  ${text}`);

/** Runs a program and reads its standard output as JSON. */
async function json(program, args, { env = {}, ...options } = {}) {
  const { stdout } = await exec(program, args, { env: { ...process.env, ...env }, maxBuffer: 1 << 28, ...options });
  return JSON.parse(stdout);
}

const script = (name) => path.join(here, name);
const withThreads = (threads) => ({
  OMP_NUM_THREADS: String(threads), OPENBLAS_NUM_THREADS: String(threads), PYTHONDONTWRITEBYTECODE: '1', BENCH_REPEATS: quick ? '1' : '3',
});
const sklearn = (args, { threads = os.availableParallelism(), interpreter = python, accelerated = false } = {}) => json(
  interpreter,
  ['-W', 'ignore', script('sklearn_bench.py'), ...args, ...(accelerated ? ['--sklearnex'] : [])],
  { env: withThreads(threads) },
);

const min = (numbers) => Math.min(...numbers);

class Failed extends Error {}

function hold(ok, what, detail) {
  say(`  ${ok ? 'ok  ' : 'FAIL'}  ${what}: ${detail}`);
  if (!ok) throw new Failed(`${what}: ${detail}`);
}

/** Runs this engine natively and keeps its files; returns its summary and the seconds of every stage, for each run. */
async function native(folder, [crime, regions], query, times = runs) {
  await mkdir(folder, { recursive: true });
  const timings = [];
  for (let run = 0; run < times; run += 1) {
    const { stderr } = await exec(analyzeBinary, [crime, regions, '--link', query, '--timings', '--out', folder]);
    timings.push(JSON.parse(stderr.trim().split('\n').pop()));
  }
  return { summary: JSON.parse(await readFile(path.join(folder, 'summary.json'), 'utf8')), stages: timings.map(byStage) };
}

/** The stages of the protocol, in the words of this bench. */
function byStage({ read, join = 0, encode, reduce, cluster, measure: silhouettes, total }) {
  return {
    'read + clean + join': read + join,
    'encode + standardise + PCA': encode + reduce,
    sweep: cluster,
    measure: silhouettes,
    'bytes → finished sweep': read + join + encode + reduce + cluster,
    'bytes → result on the page': total,
  };
}

/** The quickest of some configurations: `{config, threads, seconds}` by the minimum of its repeats. */
function best(byThreads, stage) {
  const all = Object.entries(byThreads).flatMap(([threads, found]) => Object.entries(found[stage]).map(
    ([config, seconds]) => ({ config, threads: Number(threads), seconds: min(seconds), all: seconds }),
  ));
  return all.reduce((a, b) => (b.seconds < a.seconds ? b : a));
}

/** Everything about one table. `years`: "all" or a year. */
async function table({ name, files, years }) {
  say(`${name}, years ${years}`);
  const folder = path.join(work, name);
  const query = `${likeScikitLearn}&years=${years}`;
  const ours = await native(folder, files, query);
  const { summary } = ours;
  const rows = summary.rows.used;

  const chromium = await measure({ query, files, runs });
  const fingerprints = new Set(chromium.runs.map(({ fingerprint }) => fingerprint));
  hold(fingerprints.size === 1 && fingerprints.has(summary.fingerprint), 'Chromium and native agree', `fingerprint ${summary.fingerprint}`);

  const checked = await sklearn(['check', folder, ...files, years]);
  for (const { what, ok, detail } of checked.checks) hold(ok, what, detail);

  const starts = path.join(folder, 'starts.json');
  const fromStarts = { ours: await json(nativeBinary, ['from-starts', ...files, query, starts, folder]) };
  fromStarts['scikit-learn'] = await restarted(folder);
  for (const k of ks) {
    const { differ, inertia } = fromStarts['scikit-learn'][k];
    hold(differ === 0, `labels from the same starting rows, k = ${k}`, `${differ} of ${rows} differ`);
    const error = Math.abs(fromStarts.ours[k].inertia / inertia - 1);
    hold(error < 1e-9, `inertia from the same starting rows, k = ${k}`, `relative difference ${error.toExponential(1)}`);
  }

  const python_ = await reference(folder, files, years, summary, rows);
  const contenders = parts.includes('contenders') ? await others(folder, files, years, summary, checked.shape) : {};
  const kernels = await json(nativeBinary, ['kernels', ...files, query]);
  const { size } = await stat(files[0]);
  return {
    name, years, rows, size, query, kernels, contenders, fromStarts, versions: checked.versions,
    distinct: kernels.distinct, features: summary.pca.n_features, components: summary.pca.n_components,
    silhouetteSample: summary.sweep[0].silhouette.sample,
    ours: { native: ours.stages, chromium },
    python: python_,
  };
}

/** KMeans from the same rows, with as many threads as are quickest. */
async function restarted(folder, options = {}) {
  const tried = [];
  for (const threads of [1, 2]) tried.push(await sklearn(['from-starts', folder], { ...options, threads }));
  const total = (found) => Object.values(found).reduce((sum, { seconds }) => sum + seconds, 0);
  return tried.reduce((a, b) => (total(b) < total(a) ? b : a));
}

/** pandas and scikit-learn: every configuration timed, the best used for the whole sweep. */
async function reference(folder, files, years, summary, rows) {
  const byThreads = {};
  for (const threads of [1, 2]) byThreads[threads] = await sklearn(['time', folder, ...files, years], { threads });
  const found = {
    configurations: byThreads,
    read: best(byThreads, 'read'),
    encode: best(byThreads, 'encode_reduce'),
    probe: best(byThreads, 'probe'),
    asUsual: min(Object.values(byThreads).flatMap(({ as_usual: seconds }) => seconds)),
  };
  found.sweep = await sweep(folder, found.probe, summary);
  const sizes = (quick ? [2000, 4000] : [10_000, 20_000, 40_000]).filter((n) => n <= rows);
  found.silhouette = await sklearn(['silhouette', folder, sizes.join(',')]);
  const own = summary.sweep.find(({ k }) => k === summary.k).silhouette;
  if (own.sample >= rows && found.silhouette[rows]) {
    const error = Math.abs(own.value - found.silhouette[rows].value);
    hold(error < 1e-9, 'exact silhouette', `difference ${error.toExponential(1)}`);
  }
  return found;
}

/** The whole sweep in the configuration whose probe was the quickest. This engine's inertia must not be worse. */
async function sweep(folder, { config, threads }, summary, options = {}) {
  const [dtype, algorithm] = config.split(', ');
  const byK = await sklearn(['sweep', folder, dtype, algorithm, firstK, lastK, restarts].map(String), { threads, ...options });
  for (const { k, inertia } of summary.sweep) {
    const excess = inertia / byK[k].inertia - 1;
    hold(excess <= inertiaExcess, `inertia of the sweep, k = ${k}`, `${excess >= 0 ? '+' : ''}${excess.toExponential(1)} against the best of ${restarts}`);
  }
  return { config, threads, seconds: Object.values(byK).reduce((sum, { seconds }) => sum + seconds, 0), byK };
}

/** The other contenders. What can't be run is told with its reason. */
async function others(folder, files, years, summary, shape) {
  const list = ks.join(',');
  const { n_features: nFeatures, n_components: nComponents, explained_variance: variances } = shape;
  const programs = {
    sklearnex: async () => {
      const byThreads = {};
      const options = { interpreter: pythonSklearnex, accelerated: true };
      for (const threads of [1, 2]) byThreads[threads] = await sklearn(['time', folder, ...files, years], { threads, ...options });
      const restartsFound = await restarted(folder, options);
      for (const k of ks) if (restartsFound[k].differ > 0) throw new Failed(`k = ${k}: ${restartsFound[k].differ} labels differ`);
      return {
        encode: best(byThreads, 'encode_reduce'),
        sweep: await sweep(folder, best(byThreads, 'probe'), summary, options),
        restarts: restartsFound,
      };
    },
    linfa: () => json(nativeBinary, ['linfa', folder, nFeatures, nComponents, list].map(String)),
    node: () => json(process.execPath, ['--max-old-space-size=8192', script('node_bench.mjs'), folder, list]),
    wasm: () => json(python, [script('wasm_bench.py'), folder, list, path.join(root, '.tools/bench/wasm-cache')]),
  };
  const found = {};
  for (const [name, run] of Object.entries(programs)) {
    say(`  ${name}`);
    try {
      found[name] = await run();
      if (name === 'sklearnex') continue;
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

/** What a visitor feels: one k on one year, and controls. */
async function interaction({ files, all, year }) {
  say('interaction');
  const few = quick ? 3 : 20;
  const cycle = (values, n) => Array.from({ length: n }, (_, at) => String(values[at % values.length]));
  const moves = [
    { name: 'groups', css: '#k', event: 'input', values: cycle([3, 8, 5, 12, 4, 9, 2, 10, 6, 11, 7], few) },
    { name: 'kind of map', css: '.map-modes input:not(:checked)', event: 'click', values: Array(few).fill(null) },
  ];
  const period = { name: 'year', css: '#period', event: 'change', values: cycle([2017, 2018, 2016, 2020], quick ? 1 : 8) };
  return {
    oneK: await oneK({ query: `years=${year}&sweep=5..5&k=5`, files, runs }),
    oneYear: await controls({ query: `years=${year}`, files, moves: all ? [...moves, period] : moves }),
    ...(all && { allYears: quick ? null : await controls({ query: 'years=all', files, moves }) }),
    default: quick || !all ? null : await measure({ query: 'years=all', files, runs: 2 }),
    defaultSummary: quick || !all ? null : await summaryOf(await native(path.join(work, 'default'), files, 'years=all', 1)),
  };
}

const summaryOf = ({ summary, stages }) => ({ rows: summary.rows.used, sample: summary.sweep[0].silhouette.sample, components: summary.pca.n_components, stages });

/** Generated tables of growing size. */
async function scale(regions) {
  if (!existsSync(path.join(root, 'examples/generate.rs'))) {
    say('there is no examples/generate.rs: nothing is said about larger tables');
    return { refused: 'the generator of larger tables is not there' };
  }
  await exec('cargo', ['build', '--locked', '--release', '--quiet', '--example', 'generate'], { cwd: root });
  const found = [];
  for (const rows of generatedRows) {
    say(`generated table of ${rows.toLocaleString('en')} rows`);
    const crime = path.join(work, `generated-${rows}.csv`);
    await generate(rows, crime);
    const query = `${likeScikitLearn}&years=all`;
    const files = [crime, regions];
    const folder = path.join(work, `generated-${rows}`);
    const times = rows > 1_000_000 ? 1 : 2;
    const ours = await native(folder, files, query, times);
    const entry = { rows, used: ours.summary.rows.used, size: (await stat(crime)).size, native: ours.stages };
    try {
      entry.chromium = await measure({ query, files, runs: times });
      hold(entry.chromium.runs[0].fingerprint === ours.summary.fingerprint, 'Chromium and native agree', ours.summary.fingerprint);
    } catch (error) {
      if (error instanceof Failed) throw error;
      entry.refused = error.message.split('\n').slice(0, 2).join(': ');
      say(`  Chromium: ${entry.refused}`);
    }
    if (rows <= mostReferenceRows) {
      const checked = await sklearn(['check', folder, ...files, 'all']);
      for (const { what, ok, detail } of checked.checks) hold(ok, what, detail);
      const byThreads = {};
      for (const threads of [1, 2]) byThreads[threads] = await sklearn(['time', folder, ...files, 'all'], { threads });
      entry.python = { read: best(byThreads, 'read'), encode: best(byThreads, 'encode_reduce'), probe: best(byThreads, 'probe') };
    }
    found.push(entry);
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

/** The machine, without its name. */
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
  const [crime, older, regions] = ['crime/part1_2016-2021.csv', 'crime/part1_2011-2016.csv', 'neighborhoods/census2010.geojson']
    .map((name) => data(`data/${name}`));
  await json(nativeBinary, ['sample', work]);
  const sample = ['sample.csv', 'sample.geojson'].map((name) => path.join(work, name));
  const real = crime && regions;
  if (!real) say('VICTIM_CLUSTERS_DATA is not set: the built-in sample stands in for the real tables');
  const files = real ? [crime, regions] : sample;
  const oneYear = { name: real ? 'part1_2016-2021, one year' : 'sample', files, years: real ? '2019' : 'all' };
  const tables = !real || quick ? [oneYear] : [
    { name: 'part1_2016-2021', files, years: 'all' },
    ...(older ? [{ name: 'part1_2011-2016', files: [older, regions], years: 'all' }] : []),
    oneYear,
  ];
  const results = { quick, real: Boolean(real), restarts, runs, ks: [firstK, lastK], date: new Date().toISOString().slice(0, 10) };
  results.machine = await machine();
  const { stdout: commit } = await exec('git', ['rev-parse', '--short=12', 'HEAD'], { cwd: root }).catch(() => ({ stdout: 'unknown' }));
  results.commit = commit.trim();
  say('the machine\'s limits');
  results.limits = await json(nativeBinary, ['limits']);
  say('native kernels');
  const cargoBench = ['bench', '--locked', '--quiet', '--manifest-path', script('native/Cargo.toml'), '--target-dir', path.join(root, 'target/bench')];
  results.kernels = (await exec('cargo', cargoBench, { cwd: root })).stdout;
  results.tables = [];
  if (parts.includes('tables')) for (const one of tables) results.tables.push(await table(one));
  if (parts.includes('interaction')) results.interaction = await interaction({ files, all: Boolean(real), year: oneYear.years });
  if (parts.includes('scale')) results.scale = await scale(sample[1]);
  await writeFile(path.join(work, 'results.json'), JSON.stringify(results, null, 1));
  // A small run, or a part of one, is no result to keep.
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
