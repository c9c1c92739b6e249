//! The board before its first price: the same boxes, empty.

use leptos::prelude::*;
use model::market::Slot;

use crate::view::board::Columns;
use crate::view::words;

const ROWS: u8 = 4;

/// A group of empty rows.
#[component]
pub fn Skeleton(
    /// Which columns the board has.
    columns: Columns,
) -> impl IntoView {
    let row = |_| {
        let price = |slot: Slot| {
            view! {
                <div class="row__price" data-slot=slot.as_str()>
                    <div class="cell">
                        <span class="cell__odds"><Bone size="price" /></span>
                        <span class="cell__books"><Bone size="book" /></span>
                    </div>
                </div>
            }
        };
        view! {
            <div class="row" data-ways=WAYS>
                <div class="row__time"><Bone size="time" /></div>
                <div class="row__match"><Bone size="long" /><Bone size="side" /></div>
                {[Slot::A, Slot::B, Slot::C].map(price).into_iter().collect_view()}
            </div>
        }
    };
    view! {
        <p class="visually-hidden">{words::LOADING}</p>
        <div class="board__body" data-columns=columns.as_str() aria-hidden="true">
            <div class="board__group">
                <div class="header" data-ways=WAYS>
                    <div class="header__name">
                        <div class="header__line">{words::LOADING}</div>
                    </div>
                </div>
                {(0..ROWS).map(row).collect_view()}
            </div>
        </div>
    }
}

const WAYS: &str = "3";

#[component]
fn Bone(size: &'static str) -> impl IntoView {
    view! { <span class="skeleton" data-size=size></span> }
}
