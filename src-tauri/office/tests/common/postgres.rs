//! A PostgreSQL of the test's own: from Debian's package, in a temporary folder, on a socket, as an unprivileged user.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// PostgreSQL refuses to run as root; then this user runs it, whom its package made.
const USER: &str = "postgres";

/// A running PostgreSQL; stopped and thrown away when it is dropped.
pub struct Cluster {
    folder: tempfile::TempDir,
    programs: PathBuf,
}

impl Cluster {
    /// Makes one and starts it.
    pub fn start() -> Cluster {
        let folder = tempfile::Builder::new().prefix("mdn").tempdir_in("/tmp").unwrap();
        if is_root() {
            let owned = Command::new("chown").arg(USER).arg(folder.path()).status().unwrap();
            assert!(owned.success());
        }
        let cluster = Cluster { folder, programs: programs() };
        let data = cluster.data();
        cluster.run("initdb", &["-D", &data, "-U", USER, "-A", "trust", "-N", "-E", "UTF8", "--locale=C"]);
        let socket = cluster.folder.path().display();
        let options = format!("-k {socket} -c listen_addresses= -c max_connections=200");
        let log = format!("{socket}/log");
        cluster.run("pg_ctl", &["-D", &data, "-l", &log, "-o", &options, "-w", "start"]);
        cluster
    }

    fn data(&self) -> String {
        self.folder.path().join("data").display().to_string()
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.programs.join(program);
        let mut command = if is_root() {
            let mut command = Command::new("runuser");
            command.args(["-u", USER, "--"]).arg(program);
            command
        } else {
            Command::new(program)
        };
        let status = command.args(arguments).current_dir("/tmp").stdout(Stdio::null()).status().unwrap();
        assert!(status.success(), "{arguments:?}");
    }

    /// The address of its database, emptied.
    pub fn empty(&self) -> String {
        let address = format!("host={} user={USER} dbname=postgres", self.folder.path().display());
        let quiet = "SET client_min_messages = warning";
        let emptied = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        self.run("psql", &["-q", "-d", &address, "-c", quiet, "-c", emptied]);
        address
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "stop"]);
    }
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().unwrap();
    id.stdout.trim_ascii() == b"0"
}

/// Of the latest version that is installed.
fn programs() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").expect("install the package postgresql");
    let version = |path: &Path| -> u32 {
        path.file_name().and_then(|name| name.to_str()).and_then(|name| name.parse().ok()).unwrap_or(0)
    };
    let all = versions.map(|entry| entry.unwrap().path());
    let latest = all.max_by_key(|path| version(path)).expect("install the package postgresql");
    latest.join("bin")
}
