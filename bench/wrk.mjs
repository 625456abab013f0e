// Runs wrk and reads its figures: requests per second, latency percentiles in milliseconds, answers that were neither
// 2xx nor 3xx, and requests that a broken connection or a time-out left without an answer.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const milliseconds = (text) => {
  const value = Number.parseFloat(text);
  if (text.endsWith('us')) return value / 1000;
  if (text.endsWith('ms')) return value;
  return text.endsWith('m') ? value * 60_000 : value * 1000;
};

export function wrk(address, { connections = 64, seconds = 5, headers = {}, script } = {}) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '--timeout', '10s'];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  if (script) args.push('-s', script);
  args.push(address);
  return new Promise((resolve, reject) => {
    const child = spawn('wrk', args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.on('data', (chunk) => { out += chunk; });
    child.stderr.on('data', (chunk) => { out += chunk; });
    child.on('exit', () => {
      const rate = /Requests\/sec:\s+([\d.]+)/.exec(out);
      if (!rate) { reject(new Error(`wrk said: ${out}`)); return; }
      const percentile = (p) => milliseconds(new RegExp(`\\s${p}%\\s+([\\d.]+[a-z]+)`).exec(out)?.[1] ?? '0ms');
      resolve({
        rate: Number(rate[1]),
        requests: Number(/(\d+) requests in/.exec(out)[1]),
        p50: percentile('50'),
        p90: percentile('90'),
        p99: percentile('99'),
        bad: Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0),
        lost: [.../Socket errors: (.*)/.exec(out)?.[1].matchAll(/\d+/g) ?? []].reduce((sum, [errors]) => sum + Number(errors), 0),
        p95: Number(/p95us (\d+)/.exec(out)?.[1] ?? 0) / 1000,
      });
    });
  });
}

// A wrk script that posts a new reply at each request, spread over threads, and prints the 95th percentile at the end.
// Two scripts of one run have different names.
export function replyScript(folder, token, threads, name = 'reply') {
  const file = join(folder, `reply-${name}.lua`);
  writeFileSync(file, `
local threads = {${threads.map((id) => `"${id}"`).join(',')}}
local n = 0
request = function()
  n = n + 1
  local body = string.format('{"body":"Une mesure, numéro %d: the quick reply that bears word%d and nothing else."}', n, n)
  return wrk.format("POST", "/api/v1/threads/" .. threads[(n % #threads) + 1] .. "/posts", {
    ["Authorization"] = "Bearer ${token}", ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = string.format("bench-%d-%d", os.time(), n) }, body)
end
`);
  return file;
}

// A wrk script that asks for a list of paths in turn.
export function pathsScript(folder, name, paths) {
  const file = join(folder, `${name}.lua`);
  writeFileSync(file, `
local paths = {${paths.map((path) => JSON.stringify(path)).join(',')}}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[(n % #paths) + 1])
end
done = function(summary, latency)
  io.write(string.format("p95us %d\\n", latency:percentile(95)))
end
`);
  return file;
}
