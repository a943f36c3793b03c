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
/** Minimum and median. */
const both = (all) => (all.length > 1 ? `${seconds(min(all))} (${seconds(median(all))})` : seconds(all[0]));

const row = (cells) => `| ${cells.join(' | ')} |`;
const grid = (head, rows) => [row(head), row(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...rows.map(row)].join('\n');

const ofStage = (runs, stage) => runs.map((run) => (run.seconds ?? run)[stage]).filter((s) => s !== undefined);
const threads = (n) => `${n} ${n === 1 ? 'thread' : 'threads'}`;
const configured = ({ config, threads: n }) => `${config}, ${threads(n)}`;

/** Seconds of scikit-learn's exact silhouette for every k, from the largest number of rows that was measured. */
function silhouetteExtrapolated({ rows, python }, nK) {
  const [n, { seconds: s }] = Object.entries(python.silhouette).at(-1);
  return { from: Number(n), seconds: s * (rows / n) ** 2 * nK };
}

/** What the reference takes for each of this bench's stages, in its best configuration. */
function referenceStages(table, nK) {
  const { python } = table;
  const silhouettes = silhouetteExtrapolated(table, nK);
  const head = python.read.seconds + python.encode.seconds;
  return {
    'read + clean + join': { seconds: python.read.seconds, config: configured(python.read) },
    'encode + standardise + PCA': { seconds: python.encode.seconds, config: configured(python.encode) },
    sweep: { seconds: python.sweep.seconds, config: configured(python.sweep) },
    measure: { seconds: silhouettes.seconds, config: `extrapolated from ${count(silhouettes.from)} rows` },
    'bytes → finished sweep': { seconds: head + python.sweep.seconds, config: 'the three above' },
  };
}

const isExact = (table) => table.silhouetteSample >= table.rows;
const label = (stage, table) => (stage === 'measure'
  ? `silhouette, every k${isExact(table) ? '' : ` (this engine: a sample of ${count(table.silhouetteSample)})`}` : stage);

function tableSection(table, results) {
  const nK = results.ks[1] - results.ks[0] + 1;
  const reference = referenceStages(table, nK);
  const chromium = (stage) => ofStage(table.ours.chromium.runs, stage);
  const stages = Object.entries(reference).map(([stage, { seconds: theirs, config }]) => {
    const ours = chromium(stage);
    const comparable = stage !== 'measure' || isExact(table);
    return [
      label(stage, table), both(ours), both(ofStage(table.ours.native, stage)), seconds(theirs), config,
      comparable ? times(theirs / min(ours)) : '–',
    ];
  });
  const whole = 'bytes → result on the page';
  stages.push([whole, both(chromium(whole)), both(ofStage(table.ours.native, whole)), '', '', '']);
  const lines = [
    `## ${table.name}`,
    '',
    `${count(table.rows)} rows of a file of ${megabytes(table.size)}, ${count(table.distinct)} distinct; ${table.features} features, `
    + `${table.components} components; k = ${results.ks.join('…')}, ${results.restarts} restarts each.`,
    '',
    grid(['stage', 'Chromium', 'native', 'pandas, scikit-learn', 'their best configuration', 'theirs ÷ Chromium'], stages),
    '',
    `Seconds are the least of ${results.runs} runs, in brackets their median. `
    + `The first visit, with the wasm still to be compiled and the sample analysed: ${seconds(table.ours.chromium.runs[0].first_s)}. `
    + `pandas as most notebooks use it (every column, text methods, a merge) reads, cleans and joins in ${seconds(table.python.asUsual)}. `
    + `Most memory of the process that holds the page and its workers: ${megabytes(table.ours.chromium.memory.most_bytes)} `
    + `(of an empty page: ${megabytes(table.ours.chromium.memory.empty_bytes)}).`,
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

const names = { ours: 'this engine, native, one thread', 'scikit-learn': 'scikit-learn, float64', sklearnex: 'sklearnex, float64', linfa: 'linfa', node: 'ml-kmeans in Node.js', wasm: 'scikit-learn as WebAssembly (wasmtime, not V8)' };

function restartTable(table) {
  const restarts = { ...table.fromStarts };
  for (const [name, found] of Object.entries(table.contenders)) if (found.restarts) restarts[name] = found.restarts;
  const total = (found) => sum(Object.values(found).map(({ seconds: s }) => s));
  const own = total(restarts.ours);
  const pca = { linfa: 'pca_s', node: 'pca_s', wasm: 'pca_s' };
  return grid(['engine', 'KMeans', 'theirs ÷ this engine', 'PCA of the ready matrix'], Object.entries(restarts).map(([name, found]) => {
    const contender = table.contenders[name] ?? {};
    const wrong = Object.keys(contender.different ?? {}).length > 0;
    const ratio = name === 'ours' ? '' : wrong ? '– (other labels)' : times(total(found) / own);
    const pcaSeconds = contender[pca[name]];
    const wrongPca = contender.pca_error > 1e-6 ? ` (variances off by ${percent(contender.pca_error)})` : '';
    return [names[name], seconds(total(found)), ratio, pcaSeconds === undefined ? '' : seconds(pcaSeconds) + wrongPca];
  }));
}

function contenderNotes({ contenders, ours }) {
  const notes = Object.entries(contenders).filter(([, found]) => found.refused).map(([name, { refused }]) => `- ${names[name]}: not compared. ${refused}`);
  for (const [name, { different }] of Object.entries(contenders)) {
    const rows = Object.entries(different ?? {});
    if (rows.length > 0) notes.push(`- ${names[name]}: other labels for ${rows.map(([k, n]) => `k = ${k} (${count(n)} rows)`).join(', ')}, so no ratio.`);
  }
  const { sklearnex } = contenders;
  if (sklearnex?.sweep) {
    const stage = (name, theirs) => `${name} ${seconds(theirs.seconds)} (${configured(theirs)}; `
      + `${times(theirs.seconds / min(ofStage(ours.chromium.runs, name)))} of Chromium's)`;
    notes.push(`- sklearnex in its best configurations: ${stage('encode + standardise + PCA', sklearnex.encode)}; ${stage('sweep', sklearnex.sweep)}.`);
  }
  return notes.length > 0 ? [...notes, ''] : [];
}

function configurationTable({ python }) {
  const rows = Object.entries(python.configurations).flatMap(([n, found]) => [
    ['read', 'read + clean + join'], ['encode_reduce', 'encode + standardise + PCA'], ['probe', 'one run of KMeans'],
  ].flatMap(([key, stage]) => Object.entries(found[key]).map(([config, all]) => [stage, config, n, both(all)])));
  return grid(['stage', 'configuration', 'threads', 'time'], rows.sort((a, b) => a[0].localeCompare(b[0])));
}

function limitsTable({ kernels }, limits) {
  const bandwidth = limits.triad_gb_per_s['1'] * 1e9;
  const peak = limits.adds_per_s['128'].f64;
  const rows = [['reading the table (native, bytes of the file)', seconds(kernels.read_s), `${digits(kernels.file_bytes / kernels.read_s / 1e9)} GB/s`, '', percent(kernels.file_bytes / kernels.read_s / bandwidth)]];
  for (const { k, seconds: s, n_iter: nIter } of kernels.lloyd) {
    const visits = kernels.distinct * kernels.factors * nIter;
    rows.push([
      `one restart, k = ${k}, ${nIter} iterations`, seconds(s), `${digits(visits * 4 / s / 1e9)} GB/s`,
      percent(visits * k / s / peak), percent(visits * 4 / s / bandwidth),
    ]);
  }
  return `${grid(['kernel, one thread', 'time', 'codes read', 'of the peak of 128-bit additions', 'of the memory bandwidth'], rows)}\n\n`
    + 'A restart is counted as rows × factors × k additions and four bytes for each code and iteration; seeding and what is '
    + 'skipped because it can\'t matter are not taken out, so these are bounds and not exact loads.';
}

function targets(results) {
  const { tables, interaction, scale, ks } = results;
  const main = tables[0];
  const found = [];
  const add = (what, target, value, met) => found.push([what, target, value, met === null ? 'not measured' : met === undefined ? '' : met ? 'yes' : '**no**']);
  if (main) {
    const reference = referenceStages(main, ks[1] - ks[0] + 1);
    const ratio = (stage) => reference[stage].seconds / min(ofStage(main.ours.chromium.runs, stage));
    for (const [stage, target] of [['read + clean + join', 5], ['encode + standardise + PCA', 30], ['sweep', 25], ['bytes → finished sweep', 20]]) {
      add(`${stage}, Chromium against the best of pandas and scikit-learn`, `≥ ${target}×`, times(ratio(stage)), ratio(stage) >= target);
    }
    const asUsual = main.python.asUsual / min(ofStage(main.ours.chromium.runs, 'read + clean + join'));
    add('read + clean + join, against pandas as most notebooks use it', '', times(asUsual));
    if (isExact(main)) add('exact silhouette for every k', '≥ 100×', times(ratio('measure')), ratio('measure') >= 100);
    else add('exact silhouette for every k', '≥ 100×', `a sample of ${count(main.silhouetteSample)} rows`, null);
    const { most_bytes: most, empty_bytes: empty } = main.ours.chromium.memory;
    add(`most memory of the page and its workers, ${count(main.rows)} rows`, '< 200 MB', `${megabytes(most)}, of which ${megabytes(empty)} are an empty page's`, most < 200e6);
  }
  if (interaction?.default) {
    const { rows, sample } = interaction.defaultSummary;
    const s = min(ofStage(interaction.default.runs, 'measure'));
    add(`exact silhouette for every k, default settings, ${count(rows)} rows`, '< 2 min', sample >= rows ? seconds(s) : `${seconds(s)} on a sample of ${count(sample)}`, sample >= rows ? s < 120 : null);
  }
  if (interaction) {
    const s = median(interaction.oneK);
    add('one k with its restarts, one year, default settings', '< 50 ms', seconds(s), s < 0.05);
    const moved = [interaction.oneYear, interaction.allYears].filter(Boolean).flatMap((of) => ['groups', 'kind of map'].flatMap((name) => of[name] ?? []));
    if (moved.length > 0) add(`a control moved → the map has its colors, ${moved.length} moves, 95 in 100`, '< 100 ms', `${quantile(moved, 0.95).toFixed(0)} ms`, quantile(moved, 0.95) < 100);
  }
  const last = scale?.tables?.at(-1);
  if (last) {
    // How much more than the rows the time grows from one size to the next, at worst.
    const growth = (of) => Math.max(...scale.tables.slice(1).map((t, at) => {
      const [before, after] = [scale.tables[at], t].map((one) => min(ofStage(of(one), 'bytes → finished sweep')) / one.used);
      return after / before;
    }));
    const measured = (who, of) => {
      if (scale.tables.length < 2) return;
      const worst = scale.tables.every(of) ? growth(of) : null;
      add(`time grows no faster than the rows up to ${count(last.rows)}, ${who} (time of a row over that at the next smaller size, at worst)`, '≤ 1.2', worst === null ? 'not all sizes ran' : worst.toFixed(2), worst === null ? false : worst <= 1.2);
    };
    measured('Chromium', (t) => t.chromium?.runs);
    measured('native', (t) => t.native);
  }
  return grid(['claim', 'target', 'measured', 'met'], found);
}

function interactionSection({ interaction }) {
  const line = (name, all) => [name, `${all.length}`, `${median(all).toFixed(0)} ms`, `${quantile(all, 0.95).toFixed(0)} ms`, `${Math.max(...all).toFixed(0)} ms`];
  const rows = [['one year', interaction.oneYear], ['all years', interaction.allYears]].filter(([, of]) => of)
    .flatMap(([data, of]) => Object.entries(of).filter(([, all]) => all.length > 0).map(([name, all]) => line(`${name} (${data})`, all)));
  return ['## A control moved → the map has its colors', '', 'From the event to the last drawing on the canvas; the page waits 40 ms for the control to rest. Another year is a new analysis.', '', grid(['control', 'moves', 'median', '95 in 100', 'most'], rows)].join('\n');
}

function scaleSection({ scale }) {
  if (scale.refused) return `## Larger tables\n\nNot measured: ${scale.refused}.`;
  const cell = (runs, stage) => (runs ? seconds(min(ofStage(runs, stage))) : '–');
  const rows = scale.tables.map((t) => {
    const whole = 'bytes → finished sweep';
    return [
      count(t.rows), megabytes(t.size), cell(t.native, whole), `${(min(ofStage(t.native, whole)) / t.used * 1e6).toFixed(2)} µs`,
      cell(t.chromium?.runs, whole), t.chromium ? megabytes(t.chromium.memory.most_bytes) : t.refused,
      t.python ? seconds(t.python.read.seconds) : '–', t.python ? seconds(t.python.encode.seconds) : '–', t.python ? seconds(t.python.probe.seconds) : '–',
    ];
  });
  return ['## Larger tables', '', 'Generated; bytes → finished sweep. The reference is not run where it would take hours.', '', grid([
    'rows', 'file', 'native', 'native, a row', 'Chromium', 'memory', 'pandas: read + clean + join', 'scikit-learn: encode + standardise + PCA', 'scikit-learn: one run of KMeans',
  ], rows)].join('\n');
}

function machineSection({ machine, limits, tables, commit, date }) {
  const versions = { ...tables[0]?.versions };
  for (const found of Object.values(tables[0]?.contenders ?? {})) for (const [name, version] of Object.entries(found.versions ?? {})) versions[name] ??= version;
  const chromium = tables[0]?.ours.chromium;
  const gigabytes = (value) => `${digits(value)} GB/s`;
  const adds = Object.entries(limits.adds_per_s).map(([bits, { f64, f32 }]) => `${bits} bits ${digits(f64 / 1e9)} · 10⁹ (f64), ${digits(f32 / 1e9)} · 10⁹ (f32)`);
  return [
    '## Machine',
    '',
    `- ${machine.processor} (family ${machine.family.join(', model ')}; ${machine.level}), ${machine.cores} cores, ${machine.memory_gib} GiB; ${machine.system}, Linux ${machine.kernel}`,
    `- memory bandwidth (triad): ${gigabytes(limits.triad_gb_per_s['1'])} on one thread, ${gigabytes(limits.triad_gb_per_s.all)} on ${limits.threads}`,
    `- additions a second of one thread, by the width of the vectors: ${adds.join('; ')}. WebAssembly has 128 bits.`,
    `- this engine at ${commit}, ${date}; ${machine.rustc}${chromium ? `; Chromium ${chromium.version}, headless, ${chromium.threads} cores as the page sees them` : ''}`,
    `- ${Object.entries({ 'Node.js': machine.node, ...versions, linfa: '0.8.1' }).map(([name, version]) => `${name} ${version}`).join(', ')}`,
  ].join('\n');
}

/** The whole document. */
export function report(results) {
  const kind = results.quick ? 'A small run, for trying the bench itself: its numbers mean little.' : results.real ? '' : 'Without the real tables: the built-in sample stands in for them.';
  return [
    '# Measurements',
    '',
    'Written by `make bench` in one run on one machine; the same command repeats it, with `VICTIM_CLUSTERS_DATA` naming the folder of the real tables.',
    ...(kind ? ['', kind] : []),
    '',
    'Before any ratio was taken: the browser and the command line gave one fingerprint; the reference, which reads the same files by itself, found the same rows and, to 1e-9, the same variances and inertia; '
    + 'from the same starting rows every label of every k was equal; the final groups were a fixed point of scikit-learn\'s KMeans, and no inertia of the sweep was more than 0.1 % above scikit-learn\'s best.',
    '',
    '## Claims',
    '',
    targets(results),
    '',
    machineSection(results),
    ...results.tables.flatMap((table) => ['', tableSection(table, results)]),
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
