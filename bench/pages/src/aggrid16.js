// AG Grid with updates collected for a sixtieth of a second.
import { run } from "./aggrid.js";

run(16);
