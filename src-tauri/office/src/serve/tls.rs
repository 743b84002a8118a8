//! Certificates: the office's own, which casebooks know by its fingerprint from the invitation, or one of an authority.

use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sync::invitation::Fingerprint;

use crate::OfficeError;

/// A certificate chain and its key.
#[derive(Clone, Serialize, Deserialize)]
pub struct Certificate {
    chain: Vec<Vec<u8>>,
    /// PKCS #8, or as the authority gave it.
    key: Vec<u8>,
    /// The key is of the office's own making.
    own: bool,
}

impl Certificate {
    /// A certificate of the office's own, for the hosts of these addresses. Casebooks go by its fingerprint: it does not
    /// expire for them.
    pub fn make(addresses: &[String]) -> Result<Certificate, OfficeError> {
        let mut hosts: Vec<String> = addresses.iter().map(|address| host(address).to_owned()).collect();
        hosts.push("localhost".to_owned());
        let mut parameters = rcgen::CertificateParams::new(hosts).map_err(unusable)?;
        parameters.distinguished_name.push(rcgen::DnType::CommonName, "Meedoen");
        parameters.not_after = rcgen::date_time_ymd(2076, 1, 1);
        let key = rcgen::KeyPair::generate().map_err(unusable)?;
        let made = parameters.self_signed(&key).map_err(unusable)?;
        Ok(Certificate { chain: vec![made.der().to_vec()], key: key.serialize_der(), own: true })
    }

    /// A certificate of an authority, and its key; both in PEM.
    pub fn read(certificate: &Path, key: &Path) -> Result<Certificate, OfficeError> {
        let chain = CertificateDer::pem_file_iter(certificate).map_err(unusable)?;
        let chain: Vec<Vec<u8>> =
            chain.map(|one| one.map(|one| one.to_vec())).collect::<Result<_, _>>().map_err(unusable)?;
        let key = std::fs::read(key).map_err(OfficeError::file(key))?;
        if chain.is_empty() {
            return Err(OfficeError::Certificate("the file holds no certificate".into()));
        }
        Ok(Certificate { chain, key, own: false })
    }

    /// By what casebooks know it.
    pub fn fingerprint(&self) -> Fingerprint {
        let whole = Sha256::digest(self.chain.first().map(Vec::as_slice).unwrap_or_default());
        let mut half = [0; 16];
        half.iter_mut().zip(whole.iter()).for_each(|(half, whole)| *half = *whole);
        Fingerprint(half)
    }

    pub(super) fn server_config(&self) -> Result<Arc<rustls::ServerConfig>, OfficeError> {
        let key = if self.own {
            PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()))
        } else {
            PrivateKeyDer::from_pem_slice(&self.key).map_err(unusable)?
        };
        let chain = self.chain.iter().cloned().map(CertificateDer::from).collect();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(unusable)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(unusable)?;
        Ok(Arc::new(config))
    }
}

/// The host of host:port or of a URL.
fn host(address: &str) -> &str {
    let address = address.split_once("://").map_or(address, |(_, rest)| rest);
    let address = address.split('/').next().unwrap_or(address);
    match address.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, _)) => host,
        None => address.rsplit_once(':').map_or(address, |(host, _)| host),
    }
}

fn unusable(error: impl std::fmt::Display) -> OfficeError {
    OfficeError::Certificate(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_found_in_every_way_of_writing_an_address() {
        for (address, expected) in [
            ("kantoor.example:8443", "kantoor.example"),
            ("https://kantoor.example/meedoen", "kantoor.example"),
            ("192.0.2.4:443", "192.0.2.4"),
            ("[2001:db8::1]:443", "2001:db8::1"),
        ] {
            assert_eq!(host(address), expected);
        }
    }
}
