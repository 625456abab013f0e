// Kill: the process ends at any moment under load, as by a crash. What was acknowledged is there when it is started
// again, once, and the community is sound.
import { test } from '../support/harness.mjs';
import { assertNoticed, long, serve, serveFaulty } from '../support/gate.mjs';
import { crashAndCompare } from '../support/crash.mjs';

test('what was acknowledged survives SIGKILL', () => crashAndCompare(long ? 200 : 20, (data) => serve(data)));

test('the gate notices a build that says "written" before it writes', () => assertNoticed(
  () => crashAndCompare(1, (data) => serveFaulty(data, 'lie=1000000,late')), /malformed|not well|lost|check:/));
