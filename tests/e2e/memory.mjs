// Memory of Chromium's renderers, from /proc.
//
// What is told is `RssAnon`: a process's resident pages that no file holds, those of WebAssembly's memories among them. A page
// and all of its workers are one process; what that process takes without any page is told beside it and not taken away.

import { readFileSync, readdirSync } from 'node:fs';

/** Ids of the processes that draw pages in the browser of this profile. */
function renderers(profile) {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((pid) => {
    try {
      // Chromium's children write theirs with blanks in place of zeros.
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split(/[\0 ]/);
      const parent = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')[1];
      return [{ pid, parent, command }];
    } catch {
      return []; // It ended meanwhile.
    }
  });
  const browser = processes.find(({ command }) => command.includes(`--user-data-dir=${profile}`)
    && !command.some((argument) => argument.startsWith('--type=')));
  const belongs = ({ parent }) => {
    for (let at = parent; at && at !== '0'; at = processes.find(({ pid }) => pid === at)?.parent) {
      if (at === browser?.pid) return true;
    }
    return false;
  };
  return processes.filter((one) => one.command.includes('--type=renderer') && belongs(one)).map(({ pid }) => pid);
}

/** Bytes of the largest of the processes. */
function largest(pids) {
  const bytes = pids.map((pid) => {
    try {
      return Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(/^RssAnon:\s+(\d+) kB/m)[1]) * 1024;
    } catch {
      return 0; // It ended meanwhile.
    }
  });
  return Math.max(0, ...bytes);
}

/** Bytes of the largest renderer now. */
export async function renderedBytes(browser) {
  return largest(renderers((await browser.driver.getCapabilities()).get('chrome').userDataDir));
}

/** Watches the renderers that are there now; the function that it gives ends that, and gives the most bytes that were seen. */
export async function watchMemory(browser) {
  const pids = renderers((await browser.driver.getCapabilities()).get('chrome').userDataDir);
  let most = largest(pids);
  const look = () => { most = Math.max(most, largest(pids)); };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return most;
  };
}
