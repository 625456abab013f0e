// For those who decide on what waits: loaded on their queue only.
import { defineQueue } from './queue';

defineQueue();
