//! The program itself: what it prints, and how it ends.

use std::io::{BufRead, BufReader, Read};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use crate::harness::{CANARY, Folder};

const KEY: &str = "ODDSSTREAM_API_KEY";

fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_oddsboard"));
    program.env_clear().stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// Ends with the test, whatever becomes of it.
pub(crate) struct Ended(pub(crate) Child);

impl Drop for Ended {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn run(args: &[&str], env: &[(&str, &str)]) -> Output {
    program().args(args).envs(env.iter().copied()).output().unwrap()
}

/// A start that must fail with one line that says why.
pub(crate) fn check(args: &[&str], env: &[(&str, &str)], expected: &str) {
    let output = run(args, env);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert_eq!(said.lines().count(), 1, "{args:?}: {said}");
    assert!(said.starts_with("oddsboard: ") && said.contains(expected), "{args:?}: {said}");
    assert!(output.stdout.is_empty(), "{args:?}");
    assert!(!said.contains("c0ffee"), "{args:?}: {said}");
}

#[test]
fn a_wrong_or_missing_setting_is_one_line_and_exit_code_2() {
    let key = [(KEY, CANARY)];
    let short = &CANARY[..CANARY.len() - 1];
    check(&[], &[], "oddsstream.io/dashboard/keys");
    check(&[], &[], "oddsboard --demo");
    check(&[], &[(KEY, "")], "no key");
    check(&[], &[(KEY, short)], "32 hexadecimal digits");
    check(&[], &[(KEY, "os_live_your_key_here")], "32 hexadecimal digits");
    check(&[], &[(KEY, CANARY), ("ODDSSTREAM_API_KEY_FILE", "x")], "only one of");
    check(&[], &[("ODDSSTREAM_API_KEY_FILE", "no/such/file")], "cannot be read");
    check(&["--wrong"], &key, "unknown argument \"--wrong\"");
    check(&["extra"], &key, "unknown argument \"extra\"");
    check(&["--metrics-listen", "127.0.0.1:1"], &key, "unknown argument");
    check(&[CANARY], &key, "not repeated here");
    check(&["--listen", CANARY], &key, "not repeated here");
    check(&["--listen"], &key, "--listen needs a value");
    check(&["--listen", "8080"], &key, "127.0.0.1:8080");
    check(&["--listen", "1.2.3.4:99999"], &key, "--listen");
    check(&["--listen=a", "--listen=b"], &key, "given twice");
    check(&["--mode", "relay"], &key, "relay mode is not available in this version yet");
    check(&[], &[(KEY, CANARY), ("ODDSBOARD_MODE", "relay")], "relay mode is not available");
    check(&["--mode", "both"], &key, "direct or relay");
    check(&["--nats-url", "nats://127.0.0.1"], &key, "not available in this version yet");
    check(&["--allowed-origin", "*"], &key, "exact origin");
    check(&["--allowed-origin", "https://a.example/"], &key, "exact origin");
    check(&["--api-url", "http://api.oddsstream.io"], &key, "--api-url must be encrypted");
    check(&["--token-url", "nonsense"], &key, "--token-url is not an address");
    check(&["--stream-url", "https://x.example"], &key, "--stream-url must begin with wss://");
    check(&["--api-url", &format!("https://x/?k={CANARY}")], &key, "no user name, query");
    check(&["--seed", "1"], &key, "--seed is for --demo only");
    check(&["--demo", "--seed", "x"], &[], "whole number");
    check(&["--demo", "--scenario", "x"], &[], "calm, matchday");
    check(&["--demo", "--api-url", "http://127.0.0.1:1"], &[], "leave --api-url out");
}

#[test]
fn a_missing_page_and_a_taken_port_are_one_line_and_exit_code_2() {
    let key = [(KEY, CANARY)];
    let empty = Folder::new(&[]);
    check(&["--dist", empty.path().to_str().unwrap()], &key, "no index.html in");
    check(&["--dist", "no/such/folder"], &key, "no index.html in no/such/folder");
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let page = Folder::page();
    let dist = page.path().to_str().unwrap();
    let state = page.path().join("state");
    let args = ["--listen", &address, "--dist", dist, "--state-dir", state.to_str().unwrap()];
    check(&args, &key, &format!("cannot listen on {address}"));
}

pub(crate) fn start(
    args: &[&str],
    env: &[(&str, &str)],
    dist: &Path,
) -> (Ended, String, impl BufRead + use<>) {
    let mut program = program();
    program.args(args).args(["--listen", "127.0.0.1:0", "--dist"]).arg(dist);
    if !args.contains(&"--state-dir") {
        program.arg("--state-dir").arg(dist.join("state"));
    }
    let mut child = program.envs(env.iter().copied()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    (Ended(child), line, out)
}

#[test]
fn the_program_says_where_it_is_and_ends_when_asked_to() {
    let page = Folder::page();
    for (args, note) in [(&["--demo", "--scenario", "calm"][..], " (simulated feed)"), (&[], "")] {
        let (mut child, line, mut out) = start(args, &[(KEY, CANARY)], page.path());
        let address =
            line.strip_prefix("oddsboard: http://127.0.0.1:").unwrap_or_else(|| panic!("{line}"));
        let (port, rest) = address.split_once('/').unwrap();
        assert!(port.parse::<u16>().is_ok_and(|port| port != 0), "{line}");
        assert_eq!(rest, format!("{note}\n"));
        let asked =
            Command::new("kill").args(["-TERM", &child.0.id().to_string()]).status().unwrap();
        assert!(asked.success());
        assert_eq!(child.0.wait().unwrap().code(), Some(0), "{args:?}");
        let (mut more, mut errors) = (String::new(), String::new());
        out.read_to_string(&mut more).unwrap();
        child.0.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert_eq!((more.as_str(), errors.as_str()), ("", ""), "{args:?}");
    }
}

#[test]
fn help_goes_to_standard_output() {
    let output = run(&["--help"], &[]);
    assert_eq!(output.status.code(), Some(0));
    let said = String::from_utf8(output.stdout).unwrap();
    for flag in [
        "--demo",
        "--listen",
        "--dist",
        "--allowed-origin",
        "--state-dir",
        "ODDSSTREAM_API_KEY_FILE",
    ] {
        assert!(said.contains(flag), "{flag}");
    }
}
