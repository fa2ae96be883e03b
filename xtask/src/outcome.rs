//! How a command ends: what it says, where it says it, and the exit code.
//! Standard output is the answer, which another program may read; standard error is for the person.

use std::io::{self, Write};
use std::process::ExitCode;

/// How a command ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// The answer.
    pub(crate) answer: String,
    /// What the person should know besides.
    pub(crate) notice: String,
    /// The exit code: 0 all is well, 1 something was found, 2 wrong usage, 3 it could not be done.
    pub(crate) code: u8,
}

impl From<Result<String, String>> for Outcome {
    fn from(result: Result<String, String>) -> Self {
        match result {
            Ok(answer) => Self { answer, ..Self::default() },
            Err(notice) => Self { notice, code: 1, ..Self::default() },
        }
    }
}

impl Outcome {
    /// A command that ended with a code and says why.
    pub(crate) fn failed(code: u8, notice: impl Into<String>) -> Self {
        Self { notice: notice.into(), code, ..Self::default() }
    }

    /// Says it, and ends. A reader that has gone away, such as `head`, is no mistake.
    pub(crate) fn end(&self) -> ExitCode {
        let _ = io::stderr().write_all(self.notice.as_bytes());
        match io::stdout().write_all(self.answer.as_bytes()).and_then(|()| io::stdout().flush()) {
            Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                let _ = writeln!(io::stderr(), "cannot write the answer: {error}");
                ExitCode::from(3)
            }
            _ => ExitCode::from(self.code),
        }
    }
}
