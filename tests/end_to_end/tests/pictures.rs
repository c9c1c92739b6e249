//! Pictures for people to look at, and the one thing about them that a program can judge.

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::play::keep_picture;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};

scenarios! {
    chromium(Chromium) {
        the_board_fits_every_width_without_scrolling_sideways,
        an_open_match_fits_every_width_without_scrolling_sideways,
    }
}

const SIZES: [(u32, u32); 5] = [(320, 640), (390, 844), (768, 1024), (1280, 800), (1920, 1080)];

async fn the_board_fits_every_width_without_scrolling_sideways(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    for theme in ["light", "dark"] {
        page.press(&format!("input[name=theme][value={theme}]")).await?;
        for (width, height) in SIZES {
            fit(&page, theme, width, height).await?;
        }
    }
    Ok(())
}

async fn fit(page: &Page, theme: &str, width: u32, height: u32) -> Result<()> {
    let browser = page.browser();
    browser.resize(width, height).await?;
    let script = "
        const wide = (each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest('.strip, .toolbar__filters');
        const page = document.scrollingElement;
        return [page.scrollWidth, innerWidth, page.scrollWidth > innerWidth
            ? [...document.querySelectorAll('body *')].filter(wide).slice(0, 5).map((each) => each.className).join(', ') : ''];";
    let (content, window, causes) = page.run::<(u32, u32, String)>(script, &[]).await?;
    ensure!(
        content <= window,
        "{width} pixels, {theme}: the page is {content} wide because of {causes}"
    );
    let path = keep_picture(browser, &format!("dashboard-{theme}-{width}.png")).await?;
    println!("  {path}");
    Ok(())
}

/// What the documents show: the board with its first match open, at the widths that they name.
const SHOWN: [(u32, u32); 4] = [(390, 1400), (768, 1300), (1280, 1200), (1920, 1200)];

async fn an_open_match_fits_every_width_without_scrolling_sideways(browser: Browser) -> Result<()> {
    let stage = Stage::start(Setup::default()).await?;
    let page = Page::dashboard(&browser, &stage).await?;
    browser.resize(1280, 800).await?;
    document(&browser, "dashboard.png").await?;
    page.press("[part~='row'] button[aria-expanded='false']").await?;
    page.wait_for_text(".detail", "Worst case after rounding").await?;
    for theme in ["light", "dark"] {
        page.press(&format!("input[name=theme][value={theme}]")).await?;
        for (width, height) in SHOWN {
            fit(&page, theme, width, height).await?;
            document(&browser, &format!("pictures/board-{theme}-{width}.png")).await?;
        }
    }
    Ok(())
}

/// Puts a picture among the documents, when they are to have one.
async fn document(browser: &Browser, file: &str) -> Result<()> {
    let Some(folder) = std::env::var_os("ODDSBOARD_PICTURES") else { return Ok(()) };
    let path = std::path::Path::new(&folder).join(file);
    std::fs::create_dir_all(path.parent().unwrap_or(&path))?;
    std::fs::write(path, browser.picture().await?)?;
    Ok(())
}
