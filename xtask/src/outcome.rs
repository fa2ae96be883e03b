//! What a command has to say and how it ends.
//! 0 is fine, 1 found something or failed, 2 is wrong usage, 3 could not read what it was given.

use std::process::ExitCode;

/// What goes to standard output, what to standard error, and the exit code.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) out: String,
    pub(crate) err: String,
    pub(crate) code: u8,
}

impl Outcome {
    /// A command that ended with a code and says why on standard error.
    pub(crate) fn failed(code: u8, err: impl Into<String>) -> Self {
        Self { out: String::new(), err: err.into(), code }
    }

    /// Says what there is to say.
    pub(crate) fn end(self) -> ExitCode {
        print!("{}", self.out);
        eprint!("{}", self.err);
        ExitCode::from(self.code)
    }
}

impl From<Result<String, String>> for Outcome {
    fn from(result: Result<String, String>) -> Self {
        match result {
            Ok(out) => Self { out, ..Self::default() },
            Err(err) => Self::failed(1, err),
        }
    }
}
