// Power loss: what was not synced is gone, but for some sectors that reached the disk early, in any order. Ending the
// process alone cannot show this, since the system keeps what it was given: the file layer of the faulty build keeps
// writes in memory until they are synced (tests/gates/faulty).
import { test } from '../support/harness.mjs';
import { assertNoticed, long, serveFaulty } from '../support/gate.mjs';
import { crashAndCompare, loseSharedMemory } from '../support/crash.mjs';

const withOrders = (orders) => (data, cycle) => serveFaulty(data, `power=${cycle + 1}${orders}`);

test('what was acknowledged survives a cut of the power', () =>
  crashAndCompare(long ? 200 : 12, withOrders(''), loseSharedMemory));

test('the gate notices a database that does not wait for the disk (synchronous=NORMAL)', () => assertNoticed(
  () => crashAndCompare(20, withOrders(',normal'), loseSharedMemory), /lost|never happened/));

test('the gate notices a disk of whose syncs every third is real', () => assertNoticed(
  () => crashAndCompare(20, withOrders(',lie=3'), loseSharedMemory), /lost|malformed|not well|never happened|check:/));
