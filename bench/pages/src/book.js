// The prices of every bookmaker and the best of each selection: the one ingest that all reference pages share.

const NOTHING = "–";

/** One selection: who offers what, and what is shown of it. */
class Cell {
  prices = new Map();
  odds = 0;
  by = "";
  text = NOTHING;

  constructor(row, column) {
    this.row = row;
    this.column = column;
  }

  /** Takes one bookmaker's price, which may be none; says whether something else is to be shown. */
  take(by, odds) {
    // Zero, null and whatever else is no price compare as false.
    if (odds > 1 && odds <= 1001) {
      this.prices.set(by, odds);
      if (odds > this.odds) return this.#show(odds, by);
      if (by !== this.by || odds === this.odds) return false;
    } else if (!this.prices.delete(by) || by !== this.by) {
      return false;
    }
    // The best one fell or left: another may be the best now.
    let best = 0;
    let who = "";
    for (const [other, price] of this.prices) {
      if (price > best) {
        best = price;
        who = other;
      }
    }
    return this.#show(best, who);
  }

  #show(odds, by) {
    this.odds = odds;
    this.by = by;
    this.text = odds > 0 ? `${odds.toFixed(2)} ${by}` : NOTHING;
    return true;
  }
}

/** One match with its three selections, in the order in which it was first heard of. */
class Row {
  constructor(match, index) {
    this.match = match;
    this.index = index;
    const [home, away] = match.split(" - ");
    this.cells = [0, 1, 2].map((column) => new Cell(this, column));
    this.bySelection = new Map([home, "Draw", away].map((name, column) => [name, this.cells[column]]));
  }
}

export class Book {
  rows = [];
  #byMatch = new Map();

  /** The row of a match; one that is new is appended. */
  #row(match) {
    let row = this.#byMatch.get(match);
    if (row === undefined) {
      row = new Row(match, this.rows.length);
      this.rows.push(row);
      this.#byMatch.set(match, row);
    }
    return row;
  }

  /** Takes a message of the stream; gives the cell when something else is to be shown of it. */
  take({ market_type, period, match_name, selection, bookmaker, odds }) {
    if (market_type !== "moneyline" || period !== 0) return undefined;
    const cell = this.#row(match_name).bySelection.get(selection);
    return cell?.take(bookmaker, odds) ? cell : undefined;
  }

  /** Takes a row of the current prices. */
  takeRow({ market_type, period, match_name, bookmaker, odds }) {
    if (market_type !== "moneyline" || period !== 0) return;
    const row = this.#row(match_name);
    for (const [selection, price] of Object.entries(odds)) row.bySelection.get(selection)?.take(bookmaker, price);
  }
}
