// Takes delivery of every message and does nothing: what nobody who listens on the main thread can do without.
import { Book } from "./book.js";
import { follow } from "./feed.js";

follow(new Book(), () => {}, () => {});
