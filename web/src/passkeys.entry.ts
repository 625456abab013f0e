// Passkeys, on the pages that take one: the forms come from the server and are sent to it as any other; here the
// browser is asked in between.
import { definePasskeys } from './passkeys';

definePasskeys();
