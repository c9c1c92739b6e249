//! Scenarios of the whole, each in the browsers it is named for.

mod accessibility;
mod company;
mod console;
mod cuts;
mod embeds;
mod faults;
mod frames;
mod hosting;
mod lifecycle;
mod lists;
mod outages;
mod painting;
mod pictures;
mod prices;
mod reader;
mod rows;
mod source;
mod tokens;
mod worker;
