//! Every pinned tool: its version, where it comes from, and how to see that it is there.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::lock;
use crate::finish::digest::Digest;
use crate::place;

/// One tool at one version.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Names its folder.
    pub(crate) name: &'static str,
    pub(crate) version: String,
    pub(crate) source: Source,
    /// A file inside its folder that is there when the tool is.
    proof: &'static str,
}

/// Where a tool comes from.
#[derive(Debug)]
pub(crate) enum Source {
    /// Compiled from the registry.
    Cargo {
        package: &'static str,
        /// More arguments of `cargo install`.
        args: &'static [&'static str],
    },
    /// Unpacked from the registry of Node's packages.
    Npm { package: &'static str },
    /// All of Node's packages that the lock file in this folder of the checkout names.
    Locked { folder: &'static str },
}

impl Tool {
    /// Its folder among the tools.
    pub(crate) fn folder(&self, root: &Path) -> PathBuf {
        root.join(format!("{}-{}", self.name, self.version))
    }

    /// The file that shows that it is there.
    pub(crate) fn proof(&self, root: &Path) -> PathBuf {
        self.folder(root).join(self.proof)
    }
}

pub(crate) fn trunk() -> Tool {
    // The default features would build OpenSSL from source; nothing is ever fetched with it here.
    let args = &["--locked", "--no-default-features", "--features", "rustls"];
    cargo("trunk", "0.21.14", "bin/trunk", args)
}

/// The same version as the crate, which Trunk and the generated code insist on.
pub(crate) fn wasm_bindgen() -> Result<Tool> {
    // Its own lock file has named crates that a registry did not serve yet, so it is not locked.
    Ok(Tool {
        name: "wasm-bindgen",
        version: lock::version("wasm-bindgen")?,
        source: Source::Cargo { package: "wasm-bindgen-cli", args: &[] },
        proof: "bin/wasm-bindgen",
    })
}

/// Brings `wasm-opt`; Trunk.toml names the same version.
pub(crate) fn binaryen() -> Tool {
    npm("binaryen", "132.0.0", "bin/wasm-opt")
}

/// Makes scripts smaller.
pub(crate) fn esbuild() -> Tool {
    npm("esbuild", "0.28.1", "bin/esbuild")
}

pub(crate) fn geckodriver() -> Tool {
    cargo("geckodriver", "0.37.1", "bin/geckodriver", &["--locked"])
}

/// The accessibility checker.
pub(crate) fn axe() -> Tool {
    npm("axe-core", "4.14.1", "node_modules/axe-core/axe.min.js")
}

/// The licence and duplicate checker.
pub(crate) fn deny() -> Tool {
    cargo("cargo-deny", "0.20.2", "bin/cargo-deny", &["--locked"])
}

/// What the reference pages of the benchmark are made with. A lock file of other content is another version.
pub(crate) fn bench_pages() -> Result<Tool> {
    let folder = "bench/pages";
    let lock = place::root().join(folder).join("package-lock.json");
    let lock = std::fs::read(&lock).with_context(|| format!("reading {}", lock.display()))?;
    Ok(Tool {
        name: "bench-pages",
        version: Digest::of(&lock),
        source: Source::Locked { folder },
        proof: "node_modules/.package-lock.json",
    })
}

fn cargo(
    package: &'static str,
    version: &str,
    proof: &'static str,
    args: &'static [&'static str],
) -> Tool {
    Tool {
        name: package,
        version: version.to_owned(),
        source: Source::Cargo { package, args },
        proof,
    }
}

fn npm(package: &'static str, version: &str, proof: &'static str) -> Tool {
    Tool { name: package, version: version.to_owned(), source: Source::Npm { package }, proof }
}
