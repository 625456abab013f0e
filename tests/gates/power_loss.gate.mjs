// Power loss: what was not synced is gone, but for some sectors that reached the disk early, in any order. Ending the
// process alone cannot show this, since the system keeps what it was given: the file layer of the faulty build keeps
// writes in memory until they are synced (tests/gates/faulty).
import { test } from '../support/harness.mjs';
import { assertNoticed, long, serveFaulty } from '../support/gate.mjs';
import { crashAndCompare, loseSharedMemory } from '../support/crash.mjs';

const withOrders = (orders) => (data, cycle) => serveFaulty(data, `power=${cycle + 1}${orders}`);

test('what was acknowledged survives a cut of the power', () =>
  crashAndCompare(long ? 200 : 12, withOrders(''), loseSharedMemory));

// In both nothing reaches the disk by chance. The first keeps its log, or a cut could come just after the file had taken
// it over, which does wait for the disk.
test('the gate notices a database that does not wait for the disk (synchronous=NORMAL)', () => assertNoticed(
  () => crashAndCompare(1, withOrders(',normal,longlog,late'), loseSharedMemory), /lost/));

// Only each hundred-thousandth is: each third would be one too many when the cut comes after it.
test('the gate notices a disk of whose syncs hardly one is real', () => assertNoticed(
  () => crashAndCompare(1, withOrders(',lie=100000,late'), loseSharedMemory), /lost|malformed|not well|check:/));
