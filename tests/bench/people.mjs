// What people feel of the page, several times over: medians and percentiles of interactions, and long tasks while k is dragged.
//
//     VICTIM_CLUSTERS_DATA=… node tests/bench/people.mjs [RUNS]
//
// DIST names the folder of another build than dist/. Prints a table and writes tests/out/people.json. Without the real tables
// it measures a small made-up city.

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Browser, data, out } from '../e2e/harness.mjs';
import { measurePeople, peopleText, together } from '../e2e/people.mjs';
import { writeSmallCity } from '../e2e/small_city.mjs';

const runs = Number(process.argv[2] ?? 3);
const folder = await mkdtemp(path.join(os.tmpdir(), 'victim-clusters-people-'));

/** One visit: opens the files with all years and measures. */
async function visit(files) {
  const browser = await Browser.start({ isAtRest: true, width: 1440, height: 1000 });
  try {
    await browser.open('#preset=crime&years=all&k=5');
    await browser.ready();
    const before = await browser.fingerprint();
    await browser.upload('#file-input', files);
    await browser.waitFor((before) => document.documentElement.dataset.fingerprint !== before, 120_000, before);
    await browser.ready();
    return await measurePeople(browser, (text) => console.error(`${new Date().toISOString().slice(11, 19)}  ${text}`));
  } finally {
    await browser.stop();
  }
}

try {
  const real = ['data/crime/part1_2016-2021.csv', 'data/neighborhoods/census2010.geojson'].map(data);
  const isReal = real.every(Boolean);
  const files = isReal ? real : await writeSmallCity(folder);
  const found = [];
  const busy = [];
  for (let run = 0; run < runs; run += 1) {
    busy.push(os.loadavg()[0]);
    found.push(await visit(files));
  }
  const all = together(found);
  console.log(`${isReal ? 'All years of the real table' : 'A small made-up city'}; ${os.availableParallelism()} processors, load at the start of each run: ${busy.map((load) => load.toFixed(1)).join(', ')}`);
  console.log(peopleText(all));
  await mkdir(out, { recursive: true });
  const file = path.join(out, 'people.json');
  await writeFile(file, JSON.stringify({ isReal, load: busy, ...all }, null, 1));
  console.log(`written: ${path.relative(process.cwd(), file)}`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
