//! An office as a process of its own.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use sync::invitation::Invitation;

/// A running office; killed when it is dropped.
pub struct Office {
    pub data: PathBuf,
    pub address: String,
    pub first_invitation: Option<String>,
    database: Option<String>,
    child: Child,
}

impl Office {
    /// Starts one in a folder.
    pub fn start(data: &Path, database: Option<&str>) -> Office {
        Office::listen(data, database, "127.0.0.1:0")
    }

    /// Starts several processes of one office on a PostgreSQL.
    pub fn several(folder: &Path, database: Option<&str>, count: usize) -> Vec<Office> {
        let data = |number: usize| folder.join(number.to_string());
        let first = Office::start(&data(0), database);
        let further = (1..count).map(|number| {
            // The others get the same key, so that each opens the backups of all.
            std::fs::create_dir(data(number)).unwrap();
            std::fs::copy(first.data.join("office.key"), data(number).join("office.key")).unwrap();
            Office::start(&data(number), database)
        });
        let further: Vec<Office> = further.collect();
        std::iter::once(first).chain(further).collect()
    }

    fn listen(data: &Path, database: Option<&str>, listen: &str) -> Office {
        let mut command = Command::new(env!("CARGO_BIN_EXE_meedoen-office"));
        command.args(["serve", "--listen", listen, "--data"]).arg(data);
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        let log = std::fs::OpenOptions::new()
            .create(true)
            .append(true)
            .open(data.parent().unwrap().join("office.log"))
            .unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
        let first = lines.next().expect("the office did not start; see office.log");
        let address = first.split("https://").nth(1).unwrap().to_owned();
        let text = if std::iter::once(&data.join("quiet")).any(|quiet| quiet.exists()) {
            None
        } else {
            lines.nth(1)
        };
        std::fs::write(data.join("quiet"), "").unwrap();
        Office {
            data: data.to_path_buf(),
            address,
            first_invitation: text,
            database: database.map(str::to_owned),
            child,
        }
    }

    /// Dies at once, as by a power cut of the process.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Starts again where it was.
    pub fn start_again(&mut self) {
        let again = Office::listen(&self.data, self.database.as_deref(), &self.address);
        *self = again;
    }

    /// Stops as an administrator stops it.
    pub fn stop(&mut self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
        assert!(self.child.wait().unwrap().success());
    }

    /// A command on this office; its output when it succeeds.
    pub fn command(&self, arguments: &[&str]) -> Result<String, String> {
        command(&self.data, arguments)
    }

    /// Invites somebody.
    pub fn invite(&self, member: &str, role: &str) -> String {
        let told = self.command(&["invite", "--member", member, "--role", role]).unwrap();
        told.lines().last().unwrap().to_owned()
    }

    /// The same, read.
    pub fn invitation(&self, member: &str, role: &str) -> Invitation {
        Invitation::from_text(&self.invite(member, role)).unwrap()
    }

    /// What a command says in JSON.
    pub fn ask(&self, arguments: &[&str]) -> serde_json::Value {
        let arguments = [arguments, &["--json"]].concat();
        serde_json::from_str(&self.command(&arguments).unwrap()).unwrap()
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A command on the office of a folder.
pub fn command(data: &Path, arguments: &[&str]) -> Result<String, String> {
    let program = env!("CARGO_BIN_EXE_meedoen-office");
    let output = Command::new(program).args(arguments).arg("--data").arg(data).output().unwrap();
    if output.status.success() {
        Ok(String::from_utf8(output.stdout).unwrap())
    } else {
        Err(String::from_utf8_lossy(&output.stderr).into_owned())
    }
}
