// ml-pca and ml-kmeans, on the matrices in a folder. Prints one JSON object.
//
//     node node_bench.mjs DIR K[,K…]
//
// One restart for each k, from the rows in starts.json until nothing moves; labels go to node-K.u8.

import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { kmeans } from 'ml-kmeans';
import { PCA } from 'ml-pca';

const [folder, ks] = process.argv.slice(2);
const json = async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8'));
const { n_features: nFeatures, n_components: nComponents } = await json('shape.json');
const starts = await json('starts.json');

/** Reads a row-major matrix of 64-bit numbers as an array of rows, which both packages need. */
async function matrix(name, width) {
  const { buffer, byteOffset, byteLength } = await readFile(path.join(folder, name));
  const flat = new Float64Array(buffer.slice(byteOffset, byteOffset + byteLength));
  return Array.from({ length: flat.length / width }, (_, row) => Array.from(flat.subarray(row * width, (row + 1) * width)));
}

/** Returns the value of `work` and its seconds. */
function timed(work) {
  const started = performance.now();
  const found = work();
  return { found, seconds: (performance.now() - started) / 1000 };
}

const x = await matrix('x.f64', nFeatures);
// The quickest method of ml-pca for many rows.
const pca = timed(() => {
  const fitted = new PCA(x, { method: 'covarianceMatrix' });
  fitted.predict(x, { nComponents });
  return fitted.getEigenvalues();
});

const scores = await matrix('scores.f64', nComponents);
const restarts = {};
for (const k of ks.split(',')) {
  const initialization = starts[k].map((row) => scores[row]);
  const { found, seconds } = timed(() => kmeans(scores, Number(k), { initialization, tolerance: 0, maxIterations: 10_000 }));
  await writeFile(path.join(folder, `node-${k}.u8`), Uint8Array.from(found.clusters));
  restarts[k] = { seconds, iterations: found.iterations };
}
const require = createRequire(import.meta.url);
const version = (name) => require(`./node_modules/${name}/package.json`).version;
console.log(JSON.stringify({
  versions: { 'Node.js': process.versions.node, 'ml-pca': version('ml-pca'), 'ml-kmeans': version('ml-kmeans') },
  pca_s: pca.seconds,
  explained_variance: pca.found,
  restarts,
}));
