//! Pictures for people to look at, and the one thing about them that a program can judge.

use anyhow::{Result, ensure};
use end_to_end::browser::Browser;
use end_to_end::page::Page;
use end_to_end::play::keep_picture;
use end_to_end::scenarios;
use end_to_end::stage::{Setup, Stage};
use serde_json::json;

scenarios! {
    chromium(Chromium) { the_board_fits_every_width_without_scrolling_sideways, }
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
    let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", size).await?;
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
    if (theme, width) == ("light", 1280) {
        let picture = browser.picture().await?;
        std::fs::write(end_to_end::tools::pictures()?.join("dashboard.png"), &picture)?;
        if let Some(path) = std::env::var_os("ODDSBOARD_PICTURE") {
            std::fs::write(path, &picture)?;
        }
    }
    Ok(())
}
