//! Serving: TLS, HTTP, and the way from a request to the store.

mod limit;
mod listen;
mod metrics;
mod pool;
mod routes;
mod tls;

use std::net::{Ipv4Addr, SocketAddr, UdpSocket};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use sync::administration::INVITATION_DAYS;
use sync::invitation::Invitation;
use sync::office::Store as _;
use sync::schema::Role;

use crate::OfficeError;
use crate::clock::wall;
use crate::exchange::Counter;
use crate::folder::{Folder, Serving};
use crate::register::Identity;
use crate::store::OfficeStore;
use metrics::Metrics;
use pool::Pool;

pub use tls::Certificate;

/// How long exchanges may take to end when the office stops.
const PATIENCE: Duration = Duration::from_secs(20);

/// How to serve.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Where casebooks reach it, for invitations; empty: as before, else where it listens.
    pub addresses: Vec<String>,
    /// What the office is called; `None`: as before.
    pub name: Option<String>,
    /// Who gets the first invitation.
    pub administrator: String,
    /// A certificate of an authority and its key, in PEM; `None`: the office's own.
    pub certificate: Option<(PathBuf, PathBuf)>,
}

/// What all requests share.
struct App {
    pool: Pool,
    counter: Counter,
    metrics: Metrics,
    enrolments: limit::RateLimit,
    administration: limit::RateLimit,
}

/// An office that is ready to serve.
pub struct Server {
    app: Arc<App>,
    listener: std::net::TcpListener,
    tls: Arc<rustls::ServerConfig>,
    address: SocketAddr,
    invitation: Option<Invitation>,
    _serving: Serving,
}

impl Server {
    /// Opens everything: from nothing it makes the store, a certificate and the first invitation.
    pub fn open(folder: &Folder, settings: &Settings) -> Result<Server, OfficeError> {
        let schema = crate::schema::office_schema()?;
        let serving = folder.serve()?;
        let listener = std::net::TcpListener::bind(settings.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let mut store = folder.store(&schema)?;
        store.recover()?;
        let certificate = prepare(&mut store, settings, address)?;
        let tls = certificate.server_config()?;
        let invitation = first_invitation(&mut store, settings)?;
        let counter = Counter::open(schema.clone(), &store)?;
        let pool = Pool::new(folder.clone(), schema, store);
        let app = App {
            pool,
            counter,
            metrics: Metrics::default(),
            enrolments: limit::RateLimit::for_enrolments(),
            administration: limit::RateLimit::for_administration(),
        };
        Ok(Server { app: Arc::new(app), listener, tls, address, invitation, _serving: serving })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The first invitation, when this office has no member yet.
    pub fn invitation(&self) -> Option<&Invitation> {
        self.invitation.as_ref()
    }

    /// Serves until what `stop` gives is done; lets exchanges that have begun come to their end. `ready` is called once
    /// `stop` is heard and casebooks may come.
    pub fn run<S: Future<Output = ()>>(
        self,
        stop: impl FnOnce() -> S,
        ready: impl FnOnce(),
    ) -> Result<(), OfficeError> {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        let served = runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(self.listener)?;
            let router = routes::router(Arc::clone(&self.app));
            let stop = stop();
            ready();
            listen::serve(listener, self.tls, router, stop, PATIENCE).await;
            Ok(())
        });
        runtime.shutdown_timeout(PATIENCE);
        tracing::info!("the office has stopped");
        served
    }
}

/// Done when the process is told to stop; heard from the moment of the call.
#[cfg(unix)]
pub fn told_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let heard = [SignalKind::interrupt(), SignalKind::terminate()].map(signal);
    async move {
        match heard {
            [Ok(mut interrupted), Ok(mut terminated)] => {
                tokio::select! {
                    _ = interrupted.recv() => {}
                    _ = terminated.recv() => {}
                }
            }
            // Then only a kill ends it, which loses nothing either.
            _ => std::future::pending().await,
        }
    }
}

/// Done when the process is told to stop.
#[cfg(not(unix))]
pub async fn told_to_stop() {
    drop(tokio::signal::ctrl_c().await);
}

/// Makes what a new office lacks, and notes where it answers.
fn prepare(
    store: &mut OfficeStore,
    settings: &Settings,
    address: SocketAddr,
) -> Result<Certificate, OfficeError> {
    store.writing(|store| {
        let identity = match (store.identity()?, &settings.name) {
            (Some(identity), None) => identity,
            (Some(identity), Some(name)) => identity.renamed(name),
            (None, name) => Identity::random(name.as_deref().unwrap_or("Meedoen"))?,
        };
        store.put_setting("identity", &identity)?;
        let mut reachable = store.reachable()?;
        if !settings.addresses.is_empty() {
            reachable.addresses.clone_from(&settings.addresses);
            reachable.given = true;
        } else if !reachable.given {
            reachable.addresses = vec![seen_from_outside(address).to_string()];
        }
        let certificate = match &settings.certificate {
            Some((certificate, key)) => Certificate::read(certificate, key)?,
            None => match store.setting("certificate")? {
                Some(own) => own,
                None => {
                    let own = Certificate::make(&reachable.addresses)?;
                    store.put_setting("certificate", &own)?;
                    own
                }
            },
        };
        let own = settings.certificate.is_none();
        reachable.fingerprint = own.then(|| certificate.fingerprint());
        store.put_setting("reachable", &reachable)?;
        Ok(certificate)
    })
}

/// Where others reach who listens everywhere: the address from which this machine would call another. Asking for it
/// sends nothing.
fn seen_from_outside(listening: SocketAddr) -> SocketAddr {
    if !listening.ip().is_unspecified() {
        return listening;
    }
    let outward = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).and_then(|socket| {
        socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
        socket.local_addr()
    });
    let address = outward.map_or(Ipv4Addr::LOCALHOST.into(), |outward| outward.ip());
    SocketAddr::new(address, listening.port())
}

/// While an office has no member, each start invites its administrator: the last invitation may be lost.
fn first_invitation(store: &mut OfficeStore, settings: &Settings) -> Result<Option<Invitation>, OfficeError> {
    store.writing(|store| {
        if store.ledger().members().next().is_some() {
            return Ok(None);
        }
        let role = Role::Administrator;
        store.invite(&settings.administrator, role, wall(), INVITATION_DAYS).map(Some)
    })
}
