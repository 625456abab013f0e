// Budget 10: an import from the command line, from an empty folder to the last row indexed.
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { placed, row } from './run.mjs';
import { binary } from './servers.mjs';
import { median, perSecond, round } from './table.mjs';

const rowsOfDump = 30_202;

export function imports() {
  const dump = join(process.env.PARVIS_SHARED_DATA ?? '../shared/data', 'stackexchange/beer');
  if (!existsSync(dump)) {
    row('10', 'import', 0, '≥ 20,000 rows/s', `skipped: ${dump} is not here`);
    return;
  }
  const rates = [], peaks = [];
  for (let i = 0; i < 3; i += 1) {
    const data = placed(`import-${i}`);
    const began = performance.now();
    const done = spawnSync('/usr/bin/env', ['time', '-f', '%M', binary, 'import', 'stackexchange', dump, '--data', data], { encoding: 'utf8' });
    const took = (performance.now() - began) / 1000;
    if (done.status !== 0) throw new Error(`the import failed: ${done.stderr}`);
    rates.push(rowsOfDump / took);
    peaks.push(Number(done.stderr.trim().split('\n').pop()) / 1024 || 0);
    rmSync(data, { recursive: true, force: true });
  }
  row('10', `import of ${rowsOfDump.toLocaleString('en')} rows, all in`, 0, '≥ 20,000 rows/s',
    `${perSecond(median(rates))}${median(peaks) ? `, ${round(median(peaks))} MiB` : ''}`, median(rates) >= 20_000);
}
