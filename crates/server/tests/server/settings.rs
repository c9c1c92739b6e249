//! What the command line and the environment come to.

use std::collections::HashMap;
use std::ffi::OsString;

use server::settings::{Command, SettingsError, Source, read};
use server::{Provider, Settings, State};

use crate::harness::{CANARY, Folder};

fn parse(args: &[&str], env: &[(&str, &str)]) -> Result<Command, SettingsError> {
    let env: HashMap<&str, OsString> =
        env.iter().map(|(name, value)| (*name, value.into())).collect();
    read(args.iter().map(OsString::from), |name| env.get(name).cloned())
}

fn settings(args: &[&str], env: &[(&str, &str)]) -> Settings {
    match parse(args, env) {
        Ok(Command::Serve(settings)) => *settings,
        other => panic!("{args:?}: {other:?}"),
    }
}

fn provider(args: &[&str], env: &[(&str, &str)]) -> Provider {
    match settings(args, env).source {
        Source::Provider(provider) => *provider,
        Source::Demo(_) => panic!("{args:?}: the demo"),
    }
}

const KEY: (&str, &str) = ("ODDSSTREAM_API_KEY", CANARY);

#[test]
fn a_key_is_enough() {
    let found = settings(&[], &[KEY]);
    assert_eq!(found.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(found.site.dist.to_str(), Some("dist"));
    assert!(found.site.allowed_origins.is_empty());
    let found = provider(&[], &[KEY]);
    assert_eq!(found.token_url.as_str(), "https://oddsstream.io/api/stream/token");
    assert_eq!(found.api_url.as_str(), "https://api.oddsstream.io/");
    assert_eq!(found.stream_url.as_str(), "wss://api.oddsstream.io/api/stream");
    assert!(!format!("{found:?}").contains("c0ffee"));
}

#[test]
fn flags_win_over_the_environment_and_it_over_defaults() {
    let env = [
        KEY,
        ("ODDSBOARD_LISTEN", "127.0.0.1:1"),
        ("ODDSBOARD_DIST", "elsewhere"),
        ("ODDSBOARD_MODE", ""),
        ("ODDSBOARD_ALLOWED_ORIGINS", "https://a.example, https://b.example"),
        ("ODDSSTREAM_API_URL", "http://127.0.0.1:2"),
    ];
    let origins = |settings: &Settings| -> Vec<String> {
        settings.site.allowed_origins.iter().map(|origin| origin.as_str().to_owned()).collect()
    };
    let found = settings(&[], &env);
    assert_eq!(found.listen.port(), 1);
    assert_eq!(found.site.dist.to_str(), Some("elsewhere"));
    assert_eq!(origins(&found), ["https://a.example", "https://b.example"]);
    let args = [
        "--listen=127.0.0.1:3",
        "--allowed-origin",
        "https://c.example",
        "--allowed-origin=https://d.example",
        "--mode",
        "direct",
    ];
    let found = settings(&args, &env);
    assert_eq!(found.listen.port(), 3);
    assert_eq!(origins(&found), ["https://c.example", "https://d.example"]);
    assert_eq!(provider(&args, &env).api_url.as_str(), "http://127.0.0.1:2/");
    let found = provider(&["--api-url", "http://localhost:4/base"], &env);
    assert_eq!(found.api_url.as_str(), "http://localhost:4/base");
}

#[test]
fn the_key_may_come_from_a_file() {
    let folder = Folder::new(&[("key", &format!("{CANARY}\n"))]);
    let file = folder.path().join("key");
    provider(&[], &[("ODDSSTREAM_API_KEY_FILE", file.to_str().unwrap())]);
}

#[test]
fn the_demo_needs_no_key_and_ignores_one() {
    let demo = |args: &[&str], env: &[(&str, &str)]| match settings(args, env).source {
        Source::Demo(demo) => demo,
        Source::Provider(_) => panic!("{args:?}: no demo"),
    };
    assert_eq!(demo(&["--demo"], &[]).seed, 1);
    let found = demo(&["--demo", "--seed", "7", "--scenario=burst"], &[KEY]);
    assert_eq!((found.seed, found.scenario), (7, simulator::Scenario::Burst));
}

#[test]
fn the_ledger_of_tokens_has_a_folder_and_a_demo_none() {
    let check = |args: &[&str], env: &[(&str, &str)], expected: State| {
        assert_eq!(settings(args, env).site.state, expected, "{args:?} {env:?}");
    };
    let folder = |name: &str| State::Folder(name.into());
    let variable = ("ODDSBOARD_STATE_DIR", "elsewhere");
    check(&[], &[KEY], folder(".oddsboard"));
    check(&[], &[KEY, variable], folder("elsewhere"));
    check(&["--state-dir", "here"], &[KEY, variable], folder("here"));
    check(&["--demo"], &[KEY, variable], State::Memory);
    check(&["--demo", "--state-dir", "here"], &[], State::Memory);
}

#[test]
fn help_asks_for_nothing_else() {
    assert!(matches!(parse(&["--help"], &[]), Ok(Command::Help)));
}
