//! The words of the command line and the environment, before anybody asks what they mean.

use std::collections::BTreeMap;
use std::ffi::OsString;

use super::error::{SettingsError, Shown};

/// How a setting is called on the command line and in the environment; empty where it has no such name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    flag: &'static str,
    env: &'static str,
}

impl Name {
    pub(crate) const fn new(flag: &'static str, env: &'static str) -> Self {
        Self { flag, env }
    }

    pub(crate) const fn flag(flag: &'static str) -> Self {
        Self { flag, env: "" }
    }

    pub(crate) const fn env(env: &'static str) -> Self {
        Self { flag: "", env }
    }

    /// The name to use in a message.
    pub(crate) const fn shown(self) -> &'static str {
        if self.flag.is_empty() { self.env } else { self.flag }
    }
}

/// What was said. It has no `Debug`: the environment holds the key.
pub(crate) struct Said {
    pub(crate) help: bool,
    pub(crate) demo: bool,
    flags: BTreeMap<&'static str, Vec<String>>,
    env: BTreeMap<&'static str, OsString>,
}

impl Said {
    /// Takes the arguments apart, `--flag value` or `--flag=value`, and looks up the environment.
    pub(crate) fn read(
        args: impl IntoIterator<Item = OsString>,
        names: &[Name],
        env: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self, SettingsError> {
        let variables = names.iter().map(|name| name.env).filter(|env| !env.is_empty());
        // An empty variable is how compose files and shells unset one.
        let env = variables
            .filter_map(|name| Some((name, env(name).filter(|value| !value.is_empty())?)))
            .collect();
        let mut said = Self { help: false, demo: false, flags: BTreeMap::new(), env };
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let arg = text(arg, "an argument")?;
            match arg.as_str() {
                "--help" | "-h" => said.help = true,
                "--demo" => said.demo = true,
                _ => said.take(&arg, names, &mut args)?,
            }
        }
        Ok(said)
    }

    fn take(
        &mut self,
        arg: &str,
        names: &[Name],
        rest: &mut impl Iterator<Item = OsString>,
    ) -> Result<(), SettingsError> {
        let (flag, value) =
            arg.split_once('=').map_or((arg, None), |(flag, value)| (flag, Some(value)));
        let name = names.iter().find(|name| !flag.is_empty() && name.flag == flag);
        let name = name.ok_or_else(|| SettingsError::Unknown(Shown::new(flag)))?;
        let value = match value {
            Some(value) => value.to_owned(),
            None => text(rest.next().ok_or(SettingsError::NoValue(name.flag))?, name.flag)?,
        };
        if value.is_empty() {
            return Err(SettingsError::NoValue(name.flag));
        }
        self.flags.entry(name.flag).or_default().push(value);
        Ok(())
    }

    /// Whether a flag was given, whatever the environment holds.
    pub(crate) fn has_flag(&self, name: Name) -> bool {
        self.flags.contains_key(name.flag)
    }

    /// Every value of a repeatable setting; flags replace the environment.
    pub(crate) fn all(&self, name: Name) -> Result<Vec<String>, SettingsError> {
        if let Some(values) = self.flags.get(name.flag) {
            return Ok(values.clone());
        }
        self.env.get(name.env).map(|value| text(value.clone(), name.env)).into_iter().collect()
    }

    /// The value of a setting that has one.
    pub(crate) fn one(&self, name: Name) -> Result<Option<String>, SettingsError> {
        let mut values = self.all(name)?;
        if values.len() > 1 { Err(SettingsError::Twice(name.shown())) } else { Ok(values.pop()) }
    }
}

fn text(value: OsString, name: &'static str) -> Result<String, SettingsError> {
    value.into_string().map_err(|_| SettingsError::NotText(name))
}
