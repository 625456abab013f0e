// What the browser adds to a page that is whole without it. Each part finds what it serves and leaves the rest alone.
import { startComposers } from './composer';
import { startEnhancing } from './enhance';
import { startKeyboard } from './keyboard';
import { startLive } from './live';
import { startLook } from './look';
import { startMenus } from './menus';
import { startQuoting } from './quoting';
import { startRefused } from './refused';
import { startSearch } from './search';
import { startSending } from './sending';
import { startStrip } from './strip';
import { startTimes } from './times';
import { startTimeZone } from './time_zone';

startStrip();
startTimes();
startTimeZone();
startLook();
startMenus();
startSearch();
startEnhancing();
startRefused();
startSending();
startComposers();
startQuoting();
startKeyboard();
startLive();
