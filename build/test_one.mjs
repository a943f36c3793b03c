// Runs the native tests whose name contains a text, or all of one test file, and compiles only the test programs that are needed.
//
//     node build/test_one.mjs NAME

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const name = process.argv[2];
if (!name) {
  console.error('Name a test, as in: make test-one T=groups_are_numbered_by_size');
  process.exit(2);
}
// A path like `table::read::tests::name` is a name in a module.
const [wanted] = name.split('::').slice(-1);

const rust = ['src', 'tests', 'crates']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => path.join(folder, file)))
  .filter((file) => file.endsWith('.rs'));

/** What cargo must build for the tests of a file: a package's library, or one of its integration tests. */
function programOf(file) {
  const words = file.split(path.sep);
  const [folder, rest] = words[0] === 'crates' ? [path.join(...words.slice(0, 2)), words.slice(2)] : ['.', words];
  const [, packageName] = readFileSync(path.join(folder, 'Cargo.toml'), 'utf8').match(/^\[package\]\nname = "([^"]+)"/m);
  if (rest[0] !== 'tests') return [['-p', packageName, '--lib']];
  // A module beside the integration tests may belong to any of them.
  const tests = rest.length > 2 ? readdirSync(path.join(folder, 'tests')).filter((test) => test.endsWith('.rs')) : [rest[1]];
  return tests.map((test) => ['-p', packageName, '--test', path.basename(test, '.rs')]);
}

/** Whether all tests of a file are wanted: `table_variants` names crates/core/tests/table_variants.rs. */
const isWhole = (file) => path.basename(path.dirname(file)) === 'tests' && path.basename(file, '.rs') === name;
const isTest = new RegExp(`\\bfn \\w*${wanted.replace(/[^\w]/g, '')}`);
const programs = new Map();
const files = rust.filter(isWhole);
const filter = files.length > 0 ? [] : [name];
if (files.length === 0) files.push(...rust.filter((file) => isTest.test(readFileSync(file, 'utf8'))));
for (const file of files) {
  for (const program of programOf(file)) programs.set(program.join(' '), program);
}
if (programs.size === 0) {
  console.error(`No test file is called ${name}, and no function of the sources has a name like ${wanted}.`);
  process.exit(1);
}
const python = path.resolve('.tools/venv/bin/python');
const env = { ...process.env, ...(existsSync(python) && { PYTHON: python }) };
let ran = 0;
for (const program of programs.values()) {
  const { status, stdout } = spawnSync('cargo', ['test', '--locked', ...program, ...filter], { env, stdio: ['inherit', 'pipe', 'inherit'], encoding: 'utf8' });
  const count = [...stdout.matchAll(/^running (\d+) test/gm)].reduce((sum, [, tests]) => sum + Number(tests), 0);
  if (count > 0 || status !== 0) process.stdout.write(stdout);
  ran += count;
  if (status !== 0) process.exit(status ?? 1);
}
if (ran === 0) {
  console.error(`No test has a name like ${name}.`);
  process.exit(1);
}
