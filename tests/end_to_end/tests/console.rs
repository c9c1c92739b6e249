//! What other scenarios rely on: a fault on a page does reach the list that they want to be empty.

use std::time::Duration;

use anyhow::Result;
use end_to_end::browser::Browser;
use end_to_end::host::Host;
use end_to_end::page::Page;
use end_to_end::{scenarios, wait};

scenarios! {
    chromium(Chromium) { faults_on_a_page_are_heard, }
    firefox(Firefox) { faults_on_a_page_are_heard, }
    webkit(Webkit) { faults_on_a_page_are_heard, }
}

const SOON: Duration = Duration::from_secs(5);

async fn faults_on_a_page_are_heard(browser: Browser) -> Result<()> {
    let host = Host::start().await?;
    let faults = "addEventListener('click', () => {
        console.error('told on purpose');
        throw new Error('thrown on purpose');
    });";
    host.put("/faults.js", faults);
    host.put_page("/index.html", "/faults.js", "");
    let page = Page::open(&browser, &format!("{}/", host.origin())).await?;
    page.press("h1").await?;
    let mut heard = String::new();
    let complaints = async || {
        heard.push('\n');
        heard.push_str(&browser.complaints().await?.join("\n"));
        Ok(heard.clone())
    };
    let both = |heard: &String| {
        ["told on purpose", "thrown on purpose"].iter().all(|fault| heard.contains(fault))
    };
    wait::until("both faults", SOON, complaints, both).await?;
    Ok(())
}
