//! A print server of our own with one queue, which puts what it prints into a folder.

use std::fs::{self, Permissions};
use std::net::TcpStream;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use tempfile::TempDir;

use crate::process::Companion;
use crate::{LOOK_AGAIN, PATIENCE};

const PROGRAMS: &str = "/usr/lib/cups";

/// A file queue of CUPS itself loses the pages when nothing has to be converted, so the queue has a program of its own.
const BACKEND: &str = r#"#!/bin/sh
# Asked without arguments which devices there are, it has none to offer.
[ $# -gt 0 ] || exit 0
paper="${DEVICE_URI#folder:}"
cat ${6:+"$6"} > "$paper.part" && mv "$paper.part" "$paper"
"#;

pub struct Printer {
    home: TempDir,
    port: u16,
    _server: Companion,
}

impl Printer {
    /// Name of the queue.
    pub const NAME: &str = "Kantoor";

    pub async fn start() -> Result<Printer> {
        let home = tempfile::Builder::new().prefix("printer-").tempdir()?;
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        write_settings(home.path(), port)?;
        let log = fs::File::create(home.path().join("output"))?;
        let server = Command::new("/usr/sbin/cupsd")
            .arg("-f")
            .arg("-c")
            .arg(home.path().join("cupsd.conf"))
            .arg("-s")
            .arg(home.path().join("cups-files.conf"))
            .stdout(Stdio::from(log.try_clone()?))
            .stderr(Stdio::from(log))
            .spawn()
            .context("cupsd does not start: install cups-daemon")?;
        let printer = Printer { home, port, _server: Companion(server) };
        printer.answers().await?;
        Ok(printer)
    }

    /// Where the window finds it.
    pub fn server(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// What came out, once it is all there.
    pub async fn paper(&self) -> Result<PathBuf> {
        let paper = paper_in(self.home.path());
        let began = Instant::now();
        while !paper.exists() {
            if began.elapsed() > PATIENCE {
                let log = fs::read_to_string(self.home.path().join("error_log")).unwrap_or_default();
                bail!("nothing came out of the printer:\n{log}");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(paper)
    }

    async fn answers(&self) -> Result<()> {
        let began = Instant::now();
        while TcpStream::connect(self.server()).is_err() {
            if began.elapsed() > PATIENCE {
                bail!("the print server does not answer");
            }
            tokio::time::sleep(LOOK_AGAIN).await;
        }
        Ok(())
    }
}

fn paper_in(home: &Path) -> PathBuf {
    home.join("paper.pdf")
}

fn write_settings(home: &Path, port: u16) -> Result<()> {
    for folder in ["spool", "cache", "state", "tmp", "programs/backend", "programs/daemon"] {
        fs::create_dir_all(home.join(folder))?;
    }
    let backend = home.join("programs/backend/folder");
    fs::write(&backend, BACKEND)?;
    // A backend that nobody else may run is run as whoever started the server, who may write here.
    fs::set_permissions(&backend, Permissions::from_mode(0o700))?;
    symlink(Path::new(PROGRAMS).join("daemon/cups-exec"), home.join("programs/daemon/cups-exec"))?;
    fs::write(
        home.join("cupsd.conf"),
        format!(
            "Listen 127.0.0.1:{port}\nWebInterface No\nBrowsing No\nDefaultAuthType None\n\
             <Location />\nOrder allow,deny\nAllow all\n</Location>\n\
             <Policy default>\n<Limit All>\nAuthType None\nOrder deny,allow\n</Limit>\n</Policy>\n"
        ),
    )?;
    let here = home.display();
    fs::write(
        home.join("cups-files.conf"),
        format!(
            "ServerRoot {here}\nServerBin {here}/programs\nRequestRoot {here}/spool\nCacheDir {here}/cache\n\
             StateDir {here}/state\nTempDir {here}/tmp\nErrorLog {here}/error_log\nAccessLog {here}/access_log\n\
             PageLog {here}/page_log\n"
        ),
    )?;
    fs::write(
        home.join("printers.conf"),
        format!(
            "<DefaultPrinter {}>\nInfo {}\nDeviceURI folder:{}\nState Idle\nAccepting Yes\nShared No\n\
             </DefaultPrinter>\n",
            Printer::NAME,
            Printer::NAME,
            paper_in(home).display()
        ),
    )?;
    Ok(())
}
