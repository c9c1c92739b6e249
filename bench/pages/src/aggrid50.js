// AG Grid with updates collected for its default of 50 milliseconds.
import { run } from "./aggrid.js";

run(50);
