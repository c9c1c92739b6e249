//! Scenarios of the whole, each in the browsers it is named for.

mod accessibility;
mod address;
mod books;
mod company;
mod console;
mod cuts;
mod desk;
mod embeds;
mod faults;
mod frames;
mod hosting;
mod keeping;
mod keyboard;
mod languages;
mod lifecycle;
mod outages;
mod painting;
mod pictures;
mod prices;
mod reader;
mod rows;
mod sorting;
mod source;
mod tokens;
mod tools;
mod worker;
