// What a test file needs: `test`, `assert`, and things to be put away at the end.
import assert from 'node:assert/strict';

export { assert };
export const collected = [];
const endings = [];

export function test(name, run) {
  collected.push({ name, run });
}

// Thrown by `skip`: the test cannot be run here, and says why.
export class Skipped extends Error {}
export function skip(why) {
  throw new Skipped(why);
}

// Runs `action` after the last test, last given first run.
export function afterwards(action) {
  endings.unshift(action);
}

export async function finish() {
  for (const ending of endings) {
    try {
      await ending();
    } catch (error) {
      console.log(`while ending: ${error}`);
    }
  }
}

// Waits until `condition` answers something true; fails with `what` after `seconds`: so many that a busy machine is not
// taken for a fault, since nobody waits for them but where there is one.
export async function until(condition, what, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await condition();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`never happened: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
