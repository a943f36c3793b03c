// A made-up city that the page analyzes within a moment: five kinds of crime, three years, twelve neighborhoods, and what is
// known of the victims. Numbers come from a seed, so that every run has the same files.

import { writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Description, inside or outside, premise, usual hour, usual age, share of women. */
const kinds = [
  ['LARCENY FROM AUTO', 'O', 'STREET', 2, 38, 0.4],
  ['BURGLARY', 'I', 'ROW/TOWNHOUSE-OCC', 9, 60, 0.6],
  ['LARCENY', 'I', 'RETAIL/SMALL STORE', 15, 45, 0.5],
  ['COMMON ASSAULT', 'I', 'APT/CONDO - OCCUPIED', 20, 30, 0.8],
  ['ROBBERY - STREET', 'O', 'STREET', 23, 24, 0.2],
];

const names = ['Alder', 'Birch', 'Cedar', 'Dogwood', 'Elm', 'Fir', 'Ginkgo', 'Hazel', 'Ironwood', 'Juniper', 'Kapok', 'Linden'];

/**
 * Writes the city's crime table and its neighborhoods.
 *
 * @param {string} folder
 * @param {{seed?: number, rows?: number, firstYear?: number, hasVictims?: boolean}} options  another seed makes another city; without
 *   victims the table has no columns on them
 * @returns {Promise<string[]>} the paths of both files
 */
export async function writeSmallCity(folder, { seed = 1, rows = 3000, firstYear = 2022, hasVictims = true } = {}) {
  const next = random(seed);
  const lines = [`CrimeDateTime,Description,Inside_Outside,Premise,${hasVictims ? 'Gender,Age,Race,' : ''}Neighborhood`];
  for (let row = 0; row < rows; row += 1) {
    // Every neighborhood has two kinds that are common there, and every kind some cases that are unlike the others.
    const hood = Math.floor(next() * names.length);
    const kind = next() < 0.6 ? (hood + Math.floor(next() * 2)) % kinds.length : Math.floor(next() ** 1.5 * kinds.length);
    const [description, side, premise, hour, age, women] = kinds[kind];
    const [, otherSide, otherPremise] = kinds[Math.floor(next() * kinds.length)];
    const isUsual = next() < 0.85;
    const date = `${firstYear + (row % 3)}-${String(1 + Math.floor(next() * 12)).padStart(2, '0')}-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
    const time = `${String((hour + Math.floor(next() * 5)) % 24).padStart(2, '0')}:${String(Math.floor(next() * 60)).padStart(2, '0')}:00`;
    const victim = [next() < women ? 'F' : 'M', Math.max(1, Math.round(age + 24 * (next() - 0.5))), next() < 0.5 ? 'WHITE' : 'BLACK_OR_AFRICAN_AMERICAN'];
    lines.push([
      `${date} ${time}`, description, isUsual ? side : otherSide, isUsual ? premise : otherPremise, ...(hasVictims ? victim : []), names[hood],
    ].join(','));
  }
  const square = (at) => {
    const [west, south] = [-76.7 + 0.05 * (at % 4), 39.2 + 0.05 * Math.floor(at / 4)];
    return [[[west, south], [west + 0.05, south], [west + 0.05, south + 0.05], [west, south + 0.05], [west, south]]];
  };
  const features = names.map((Name, at) => ({
    type: 'Feature',
    properties: { Name, Population: 900 + 100 * at },
    geometry: { type: 'Polygon', coordinates: square(at) },
  }));
  const files = [path.join(folder, `small-city-${seed}.csv`), path.join(folder, `small-city-${seed}.geojson`)];
  await writeFile(files[0], lines.join('\n'));
  await writeFile(files[1], JSON.stringify({ type: 'FeatureCollection', features }));
  return files;
}
