// The measurements of bench.mjs as a document.

const min = (numbers) => Math.min(...numbers);
const sorted = (numbers) => [...numbers].sort((a, b) => a - b);
const median = (numbers) => {
  const s = sorted(numbers);
  return (s[(s.length - 1) >> 1] + s[s.length >> 1]) / 2;
};
const quantile = (numbers, q) => sorted(numbers)[Math.min(numbers.length - 1, Math.ceil(q * numbers.length) - 1)];
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

const count = (n) => n.toLocaleString('en');
const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
const seconds = (s) => (s < 1 ? `${digits(s * 1000)} ms` : `${digits(s)} s`);
const times = (ratio) => `${ratio >= 10 ? ratio.toFixed(0) : ratio.toFixed(1)}×`;
const percent = (share) => `${digits(share * 100)} %`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(0)} MB`;
/** Formats the minimum and the median. */
const both = (all) => (all.length > 1 ? `${seconds(min(all))} (${seconds(median(all))})` : seconds(all[0]));

const row = (cells) => `| ${cells.join(' | ')} |`;
const grid = (head, rows) => [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

const ofStage = (runs, stage) => runs.map((run) => (run.seconds ?? run)[stage]).filter((s) => s !== undefined);
const threads = (n) => `${n} ${n === 1 ? 'thread' : 'threads'}`;
const configured = ({ config, threads: n }) => `${config}, ${threads(n)}`;

/** scikit-learn's exact silhouettes of every k: one was measured, on the table that has contenders; pairs grow with the square of the rows. */
function referenceSilhouettes(table, { tables, ks }) {
  const measured = tables.find(({ silhouettes }) => silhouettes)?.silhouettes;
  if (!measured) return null;
  const nK = ks[1] - ks[0] + 1;
  const growth = (table.rows / measured.rows) ** 2;
  const from = growth === 1 ? `one k × ${nK}` : `one k of ${count(measured.rows)} rows × ${digits(growth)} × ${nK}`;
  return { seconds: measured.seconds * growth * nK, config: `${measured.config}; ${from}` };
}

/** The time of the reference for each stage of this bench, in its best configuration. */
function referenceStages({ python }) {
  const head = python.read.seconds + python.encode.seconds;
  return {
    'read + clean + join': { seconds: python.read.seconds, config: configured(python.read) },
    'encode + standardise + PCA': { seconds: python.encode.seconds, config: configured(python.encode) },
    sweep: { seconds: python.sweep.seconds, config: configured(python.sweep) },
    'bytes → finished sweep': { seconds: head + python.sweep.seconds, config: 'the three above' },
  };
}

const chromiumSilhouettes = (table) => table.ours.chromium.runs.at(-1).examined.silhouettes;

function tableSection(table, results) {
  const { ours } = table;
  const chromium = (stage) => ofStage(ours.chromium.runs, stage);
  const stages = Object.entries(referenceStages(table)).map(([stage, { seconds: theirs, config }]) => [
    stage, both(chromium(stage)), both(ofStage(ours.native, stage)), seconds(theirs), config, times(theirs / min(chromium(stage))),
  ]);
  const whole = 'bytes → result';
  stages.push([`${whole}, with indices, profiles and all that the page is told`, both(chromium(whole)), both(ofStage(ours.native, whole)), '', '', '']);
  const silhouettes = referenceSilhouettes(table, results);
  if (silhouettes) {
    const [own, native] = [chromiumSilhouettes(table), ours.nativeSilhouettes_s];
    stages.push([
      'silhouettes of every k, from all pairs', seconds(own), native === undefined ? '–' : seconds(native), seconds(silhouettes.seconds), silhouettes.config,
      times(silhouettes.seconds / own),
    ]);
  }
  const { page } = ours;
  const ofPage = (what) => min(page.runs.map((run) => run[what]));
  const workers = ours.chromium.runs.map((run) => run.memory);
  const lines = [
    `## ${table.name}`,
    '',
    `${count(table.rows)} rows of a file of ${megabytes(table.size)}, ${count(table.distinct)} distinct; ${table.features} features, `
    + `${table.components} components; k = ${results.ks.join('…')}, ${results.restarts} restarts each.`,
    '',
    grid(['stage', 'Chromium', 'native', 'pandas, scikit-learn', 'their best configuration', 'theirs ÷ Chromium'], stages),
    '',
    `Seconds are the least of ${results.runs} runs of each, in brackets their median; sweep and silhouettes of scikit-learn, and this engine's silhouettes, ran once. `
    + 'Chromium\'s are those of the worker, from a message to its answer; a stage there may hold a little of the next one, never less than itself.',
    '',
    `On the page itself: from the choice of files to the result ${seconds(ofPage('result_s'))}, to the drawn map ${seconds(ofPage('map_s'))}; `
    + `the first visit, with the wasm still to be compiled and the sample analysed, ${seconds(page.runs[0].first_s)}. `
    + `pandas as most notebooks use it (every column, text methods, a merge) reads, cleans and joins in ${seconds(table.python.asUsual)}.`,
    '',
    `Most memory (anonymous resident pages of the renderer's process, ${'`RssAnon`'}, looked at every 50 ms): page and workers, with what the page examines by itself, `
    + `${megabytes(page.memory.most_bytes)}; workers without the page, with silhouettes from all pairs, ${megabytes(Math.max(...workers.map(({ most_bytes: most }) => most)))}; `
    + `a process without any page ${megabytes(workers[0].empty_bytes)}, which is in both.`,
    '',
    '### One run of KMeans from the same rows, for every k, until nothing moves',
    '',
    restartTable(table),
    '',
    ...contenderNotes(table),
    '### Every configuration of pandas and scikit-learn',
    '',
    configurationTable(table),
    '',
    '### Against the machine',
    '',
    limitsTable(table, results.limits),
  ];
  return lines.join('\n');
}

const names = { ours: 'this engine, native, one thread', 'scikit-learn': 'scikit-learn, float64', linfa: 'linfa', node: 'ml-kmeans in Node.js', wasm: 'scikit-learn as WebAssembly (wasmtime, not V8)' };
const pcaNames = { linfa: 'linfa-reduction', node: 'ml-pca', wasm: 'scikit-learn' };

function restartTable(table) {
  const restarts = { ...table.fromStarts };
  for (const [name, found] of Object.entries(table.contenders)) if (found.restarts) restarts[name] = found.restarts;
  const total = (found) => sum(Object.values(found).map(({ seconds: s }) => s));
  const own = total(restarts.ours);
  return grid(['engine', 'KMeans', 'theirs ÷ this engine', 'PCA of the ready matrix'], Object.entries(restarts).map(([name, found]) => {
    const contender = table.contenders[name] ?? {};
    const wrong = Object.keys(contender.different ?? {}).length > 0;
    const ratio = name === 'ours' ? '' : wrong ? '– (other labels)' : times(total(found) / own);
    const wrongPca = contender.pca_error > 1e-6 ? `, variances off by ${percent(contender.pca_error)}` : '';
    const pca = contender.pca_s === undefined ? '' : `${seconds(contender.pca_s)} (${pcaNames[name]}${wrongPca})`;
    return [names[name], seconds(total(found)), ratio, pca];
  }));
}

function contenderNotes({ contenders }) {
  const notes = Object.entries(contenders).filter(([, found]) => found.refused).map(([name, { refused }]) => `- ${names[name]}: not compared. ${refused}`);
  for (const [name, { different }] of Object.entries(contenders)) {
    const rows = Object.entries(different ?? {});
    if (rows.length > 0) notes.push(`- ${names[name]}: other labels for ${rows.map(([k, n]) => `k = ${k} (${count(n)} rows)`).join(', ')}, so no ratio.`);
  }
  return notes.length > 0 ? [...notes, ''] : [];
}

function configurationTable({ python }) {
  const rows = Object.entries(python.configurations).flatMap(([n, found]) => [
    ['read', 'read + clean + join'], ['encode_reduce', 'encode + standardise + PCA'], ['probe', `KMeans, ${python.probed.n_init} restarts each for k = ${python.probed.ks.join(' and ')}`],
  ].flatMap(([key, stage]) => Object.entries(found[key]).map(([config, all]) => [stage, config, n, both(all)])));
  return grid(['stage', 'configuration', 'threads', 'time'], rows.sort((a, b) => a[0].localeCompare(b[0])));
}

function limitsTable({ kernels }, limits) {
  const bandwidth = limits.triad_gb_per_s['1'] * 1e9;
  const peak = limits.adds_per_s['128'].f32;
  const rows = [['reading the table (native, bytes of the file)', seconds(kernels.read_s), `${digits(kernels.file_bytes / kernels.read_s / 1e9)} GB/s`, '', percent(kernels.file_bytes / kernels.read_s / bandwidth)]];
  for (const { k, seconds: s, n_iter: nIter } of kernels.lloyd) {
    const visits = kernels.distinct * nIter;
    rows.push([
      `one restart, k = ${k}, ${nIter} iterations`, seconds(s), `${digits(visits * 3 / s / 1e9)} GB/s`,
      percent(visits * k / s / peak), percent(visits * 3 / s / bandwidth),
    ]);
  }
  return `${grid(['kernel, one thread', 'time', 'bytes read', 'of the peak of 128-bit additions', 'of the memory bandwidth'], rows)}\n\n`
    + 'A restart is counted as one addition of single precision for each distinct row and group, and three bytes (a code and a label) for each distinct row, '
    + 'in every iteration; seeding, comparisons, the sums that rows have in common and rows that move are not counted, so the true load is higher.';
}

function targets(results) {
  const { tables, interaction, scale } = results;
  const main = tables[0];
  const found = [];
  const add = (what, target, value, met) => found.push([what, target, value, met === undefined ? '' : met ? 'yes' : '**no**']);
  if (main) {
    const reference = referenceStages(main);
    const own = (stage) => min(ofStage(main.ours.chromium.runs, stage));
    for (const [stage, target] of [['read + clean + join', 5], ['encode + standardise + PCA', 30], ['sweep', 25], ['bytes → finished sweep', 20]]) {
      const ratio = reference[stage].seconds / own(stage);
      add(`${stage}, Chromium against the best of pandas and scikit-learn`, `≥ ${target}×`, times(ratio), ratio >= target);
    }
    add('read + clean + join, against pandas as most notebooks use it', '', times(main.python.asUsual / own('read + clean + join')));
    const silhouettes = referenceSilhouettes(main, results);
    if (silhouettes) {
      const ratio = silhouettes.seconds / chromiumSilhouettes(main);
      add(`exact silhouettes of every k, ${count(main.rows)} rows, against scikit-learn extrapolated (${silhouettes.config})`, '≥ 100×', times(ratio), ratio >= 100);
    }
    const { most_bytes: most } = main.ours.page.memory;
    add(`most memory of the page and its workers, ${count(main.rows)} rows`, '< 200 MB', megabytes(most), most < 200e6);
  }
  if (interaction?.default) {
    const [{ examined, rows }] = interaction.default.runs;
    add(`exact silhouettes of every k, default settings, ${count(rows)} rows`, '< 2 min', seconds(examined.silhouettes), examined.silhouettes < 120);
  }
  if (interaction) {
    const s = median(interaction.oneK);
    add('one k with its restarts, one year, default settings', '< 50 ms', seconds(s), s < 0.05);
    const moved = [interaction.oneYear, interaction.allYears].filter(Boolean).flatMap((of) => ['groups', 'kind of map'].flatMap((name) => of[name] ?? []));
    if (moved.length > 0) add(`a control moved → the map has its colors, ${moved.length} moves, 95 in 100`, '< 100 ms', `${quantile(moved, 0.95).toFixed(0)} ms`, quantile(moved, 0.95) < 100);
  }
  const ran = scale?.tables.filter(({ chromium }) => chromium) ?? [];
  if (ran.length > 1) {
    // The worst ratio of the growth in time to the growth in rows, from one size to the next.
    const perRow = ({ chromium, used }) => chromium.seconds['bytes → finished sweep'] / used;
    const worst = Math.max(...ran.slice(1).map((one, at) => perRow(one) / perRow(ran[at])));
    const isWhole = ran.length === scale.tables.length;
    add(
      `time grows no faster than the rows up to ${count(ran.at(-1).rows)} (time of a row over that at the next smaller size, at worst)`,
      '≤ 1.2', isWhole ? worst.toFixed(2) : `${worst.toFixed(2)}, but not all sizes ran`, isWhole && worst <= 1.2,
    );
  }
  return grid(['claim', 'target', 'measured', 'met'], found);
}

function interactionSection({ interaction }) {
  const line = (name, all) => [name, `${all.length}`, `${median(all).toFixed(0)} ms`, `${quantile(all, 0.95).toFixed(0)} ms`, `${Math.max(...all).toFixed(0)} ms`];
  const rows = [['one year', interaction.oneYear], ['all years', interaction.allYears]].filter(([, of]) => of)
    .flatMap(([data, of]) => Object.entries(of).filter(([, all]) => all.length > 0).map(([name, all]) => line(`${name} (${data})`, all)));
  return ['## A control moved → the map has its colors', '', 'From the event to the last drawing on the canvas; the page may be examining something, which it then lets be. Another year is a new analysis.', '', grid(['control', 'moves', 'median', '95 in 100', 'most'], rows)].join('\n');
}

function defaultSection({ interaction }) {
  const { default: { runs: [run] }, defaultPage: page } = interaction;
  const rows = Object.entries(run.seconds).map(([stage, s]) => [stage, seconds(s)]);
  const words = { restarts: 'agreement of restarts', null: 'the sweep on shuffled data', silhouettes: 'silhouettes of every k, from all pairs' };
  for (const [what, s] of Object.entries(run.examined)) rows.push([words[what], seconds(s)]);
  const ofPage = (what) => seconds(min(page.runs.map((visit) => visit[what])));
  rows.push(['on the page: choice of files → result', ofPage('result_s')], ['on the page: choice of files → drawn map', ofPage('map_s')]);
  rows.push(['most memory of page and workers', megabytes(page.memory.most_bytes)]);
  return ['## Default settings, all years', '', `${count(run.rows)} rows, in Chromium. The components are compared with those of shuffled data, which is in the second stage.`, '', grid(['stage', 'time'], rows)].join('\n');
}

function scaleSection({ scale }) {
  const whole = 'bytes → finished sweep';
  const stages = ['read + clean + join', 'encode + standardise + PCA', 'sweep', whole];
  const rows = scale.tables.map((t) => [
    count(t.rows), megabytes(t.size),
    ...(t.chromium
      ? [...stages.map((stage) => seconds(t.chromium.seconds[stage])), `${(t.chromium.seconds[whole] / t.used * 1e6).toFixed(2)} µs`, megabytes(t.chromium.memory.most_bytes)]
      : [t.refused, ...Array(stages.length + 1).fill('–')]),
    t.native ? seconds(t.native[whole]) : '–',
  ]);
  return ['## Larger tables', '', 'Generated (examples/generate.rs), one run each; the same fingerprint in Chromium and natively. Memory is that of the workers, without the page.', '', grid([
    'rows', 'file', ...stages, 'of these a row', 'memory', `native, ${whole}`,
  ], rows)].join('\n');
}

function machineSection({ machine, limits, tables, commit, date, minutes }) {
  const versions = { ...tables[0]?.versions };
  for (const found of tables.flatMap(({ contenders }) => Object.values(contenders))) for (const [name, version] of Object.entries(found.versions ?? {})) versions[name] ??= version;
  const chromium = tables[0]?.ours.chromium;
  const gigabytes = (value) => `${digits(value)} GB/s`;
  const adds = Object.entries(limits.adds_per_s).map(([bits, { f64, f32 }]) => `${bits} bits ${digits(f64 / 1e9)} · 10⁹ (f64), ${digits(f32 / 1e9)} · 10⁹ (f32)`);
  return [
    '## Machine',
    '',
    `- ${machine.processor} (family ${machine.family.join(', model ')}; ${machine.level}), ${machine.cores} cores, ${machine.memory_gib} GiB; ${machine.system}, Linux ${machine.kernel}`,
    `- memory bandwidth (triad): ${gigabytes(limits.triad_gb_per_s['1'])} on one thread, ${gigabytes(limits.triad_gb_per_s.all)} on ${limits.threads}`,
    `- additions a second of one thread, by the width of the vectors: ${adds.join('; ')}. WebAssembly has 128 bits.`,
    `- this engine at ${commit}, ${date}, measured in ${minutes.toFixed(0)} minutes; ${machine.rustc}${chromium ? `; Chromium ${chromium.version}, headless, ${chromium.threads} cores as the page sees them` : ''}`,
    `- ${Object.entries({ 'Node.js': machine.node, ...versions, linfa: '0.8.1' }).map(([name, version]) => `${name} ${version}`).join(', ')}`,
  ].join('\n');
}

/** The whole document. */
export function report(results) {
  const { busy, mostBusy } = results;
  const noise = busy > mostBusy ? `Other programs kept ${busy.toFixed(1)} cores busy when it began, so no number here is to be believed: threads that wait for one another suffer most, scikit-learn's above all.` : '';
  const kind = results.quick ? 'A small run, for trying the bench itself: its numbers mean little.' : results.real ? '' : 'Without the real tables: the built-in sample stands in for them.';
  return [
    '# Measurements',
    '',
    'Written by `make bench` in one run on one machine; the same command repeats it, with `VICTIM_CLUSTERS_DATA` naming the folder of the real tables.',
    ...(kind ? ['', kind] : []),
    ...(noise ? ['', noise] : []),
    '',
    'Before any ratio was taken: the browser and the command line gave one fingerprint; the reference, which reads the same files by itself, found the same rows and, to 1e-9, the same variances and inertia; '
    + 'from the same starting rows every label of every k was equal; the final groups were a fixed point of scikit-learn\'s KMeans, no inertia of the sweep was more than 0.1 % above scikit-learn\'s best, '
    + 'and the silhouette from all pairs was scikit-learn\'s, to 1e-9 (one year, the k that is shown).',
    '',
    'Not measured: sklearnex (scikit-learn-intelex), whose library daal comes under the Intel Simplified Software License, which is no open-source license.',
    '',
    '## Claims',
    '',
    targets(results),
    '',
    machineSection(results),
    ...results.tables.flatMap((table) => ['', tableSection(table, results)]),
    ...(results.interaction?.default ? ['', defaultSection(results)] : []),
    ...(results.interaction ? ['', interactionSection(results)] : []),
    '',
    '## Native kernels',
    '',
    'On the built-in sample, by divan (`cargo bench` in tests/bench/native).',
    '',
    `\`\`\`text\n${results.kernels.trim()}\n\`\`\``,
    ...(results.scale ? ['', scaleSection(results)] : []),
    '',
  ].join('\n');
}
