// What every page does: change its language in place.
import { startLanguageSwitch } from "./language";

startLanguageSwitch();
