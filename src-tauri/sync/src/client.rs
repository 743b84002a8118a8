//! Asking an office over HTTPS. Only with the feature `client`: without it the crate opens no connection.

use std::sync::Arc;
use std::time::Duration;

use reqwest::blocking::{Client, Response};
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE as CONTENT_TYPE_HEADER};
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, SignatureScheme};
use sha2::{Digest, Sha256};

use crate::RequestId;
use crate::administration::{self, ADMINISTRATION_PATH, AdministrationAnswer, AdministrationRequest};
use crate::blob::{BlobHeld, BlobPiece, BlobWanted};
use crate::exchange::{Answer, Request};
use crate::http::{
    BLOB_BODY_BYTES, BLOB_PATH, CONTENT_TYPE, ENROL_PATH, EXCHANGE_PATH, EnrolAnswer, EnrolRequest,
    HEARD_HEADER, Refusal, Token, WANTED_BLOB_PATH, decode, decode_within, encode, encode_within,
};
use crate::invitation::Fingerprint;
use crate::transport::{inflate, squeeze};
use crate::wire::{BODY_BYTES, BodyError, Incoming, Outgoing, decode_answer, encode_request};

const CONNECT: Duration = Duration::from_secs(5);
const WHOLE: Duration = Duration::from_secs(60);

/// Why nothing came of asking. Everything that waits is still there.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// No address answers.
    #[error("the office does not answer; what waits is kept, and goes when it answers again")]
    Unreachable,
    /// Somebody answers, and it is not the office that invited.
    #[error("another server answers at the office's address; nothing was sent to it")]
    OtherServer,
    /// It said why.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// What came does not read.
    #[error("the office's answer does not read; it is asked again")]
    Unreadable(#[from] BodyError),
    /// The network code could not be set up.
    #[error("this program cannot reach a network")]
    NoNetwork,
}

/// One office, as one device asks it. What both sides call records is known as long as it lives.
pub struct OfficeClient {
    http: Client,
    addresses: Vec<String>,
    outgoing: Outgoing,
    incoming: Incoming,
    heard: Option<RequestId>,
}

impl OfficeClient {
    /// An office at these addresses, known by the fingerprint of its own certificate; without one, by what the system
    /// trusts.
    pub fn new(addresses: &[String], fingerprint: Option<Fingerprint>) -> Result<OfficeClient, ClientError> {
        let mut builder =
            Client::builder().connect_timeout(CONNECT).timeout(WHOLE).no_proxy().https_only(true);
        match fingerprint {
            Some(fingerprint) => builder = builder.tls_backend_preconfigured(pinned(fingerprint)?),
            None => {
                // Set already when another office was asked before.
                let _ = rustls::crypto::ring::default_provider().install_default();
            }
        }
        let http = builder.build().map_err(|_| ClientError::NoNetwork)?;
        let addresses = addresses.iter().map(|address| url(address)).collect();
        Ok(OfficeClient {
            http,
            addresses,
            outgoing: Outgoing::default(),
            incoming: Incoming::default(),
            heard: None,
        })
    }

    /// Uses an invitation.
    pub fn enrol(&self, request: &EnrolRequest) -> Result<EnrolAnswer, ClientError> {
        let body = encode(request).map_err(|_| BodyError::Damaged)?;
        let answer = self.post(ENROL_PATH, &[], body)?;
        Ok(decode(&answer).map_err(|_| BodyError::Damaged)?)
    }

    /// Brings a request and takes the answer back.
    pub fn exchange(&mut self, token: &Token, request: &Request) -> Result<Answer, ClientError> {
        match self.try_exchange(token, request) {
            Err(
                ClientError::Refused(Refusal::OtherReferences)
                | ClientError::Unreadable(BodyError::OtherReferences),
            ) => {
                self.outgoing.forget();
                self.incoming = Incoming::default();
                self.heard = None;
                self.try_exchange(token, request)
            }
            answered => answered,
        }
    }

    /// Brings a piece of what stands beside a record; answers how much the office holds.
    pub fn bring_blob(&self, token: &Token, piece: &BlobPiece) -> Result<BlobHeld, ClientError> {
        let body = encode_within(BLOB_BODY_BYTES, piece).map_err(|_| BodyError::Damaged)?;
        let answer = self.post(BLOB_PATH, &[(AUTHORIZATION.as_str(), token.to_header())], body)?;
        Ok(decode(&answer).map_err(|_| BodyError::Damaged)?)
    }

    /// Asks for a piece; `None`: the office does not hold it, or not for this device.
    pub fn fetch_blob(&self, token: &Token, wanted: &BlobWanted) -> Result<Option<BlobPiece>, ClientError> {
        let body = encode(wanted).map_err(|_| BodyError::Damaged)?;
        match self.post(WANTED_BLOB_PATH, &[(AUTHORIZATION.as_str(), token.to_header())], body) {
            Ok(answer) => Ok(Some(decode_within(BLOB_BODY_BYTES, &answer).map_err(|_| BodyError::Damaged)?)),
            Err(ClientError::Refused(Refusal::UnknownBlob)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn try_exchange(&mut self, token: &Token, request: &Request) -> Result<Answer, ClientError> {
        let body = squeeze(&encode_request(request, &mut self.outgoing)?)?;
        let mut headers = vec![(AUTHORIZATION.as_str(), token.to_header())];
        headers.extend(self.heard.map(|heard| (HEARD_HEADER, heard.to_string())));
        let answer = self.post(EXCHANGE_PATH, &headers, body)?;
        let answer = decode_answer(&inflate(&answer)?, &mut self.incoming)?;
        self.outgoing.agreed();
        self.heard = Some(request.id);
        Ok(answer)
    }

    /// Asks as an administrator.
    pub fn administer(
        &self,
        token: &Token,
        request: &AdministrationRequest,
    ) -> Result<AdministrationAnswer, ClientError> {
        let body = administration::encode(request).map_err(|_| BodyError::Damaged)?;
        let answer = self.post(ADMINISTRATION_PATH, &[(AUTHORIZATION.as_str(), token.to_header())], body)?;
        Ok(administration::decode(&answer).map_err(|_| BodyError::Damaged)?)
    }

    /// Tries each address; the one that answered is the first next time.
    fn post(&self, path: &str, headers: &[(&str, String)], body: Vec<u8>) -> Result<Vec<u8>, ClientError> {
        let mut failed = ClientError::Unreachable;
        for address in &self.addresses {
            let mut request = self.http.post(format!("{address}{path}"));
            request = request.header(CONTENT_TYPE_HEADER, CONTENT_TYPE);
            for (name, value) in headers {
                request = request.header(*name, value);
            }
            match request.body(body.clone()).send() {
                Ok(response) => return read(response),
                Err(error) if is_other_server(&error) => failed = ClientError::OtherServer,
                Err(_) => {}
            }
        }
        Err(failed)
    }
}

fn url(address: &str) -> String {
    let address = address.trim_end_matches('/');
    if address.contains("://") { address.to_owned() } else { format!("https://{address}") }
}

fn read(response: Response) -> Result<Vec<u8>, ClientError> {
    use std::io::Read;
    let is_good = response.status().is_success();
    let mut body = Vec::new();
    let most = BODY_BYTES as u64 + 1;
    response.take(most).read_to_end(&mut body).map_err(|_| ClientError::Unreachable)?;
    if is_good {
        return Ok(body);
    }
    // A proxy or another server would not answer in these words.
    Err(decode::<Refusal>(&body).map_or(ClientError::OtherServer, ClientError::Refused))
}

fn is_other_server(error: &reqwest::Error) -> bool {
    let mut source: Option<&dyn std::error::Error> = Some(error);
    while let Some(error) = source {
        if let Some(rustls::Error::InvalidCertificate(_)) = error.downcast_ref::<rustls::Error>() {
            return true;
        }
        // The standard library hides what an input error wraps from `source`.
        if let Some(wrapped) = error.downcast_ref::<std::io::Error>().and_then(|error| error.get_ref())
            && let Some(rustls::Error::InvalidCertificate(_)) = wrapped.downcast_ref::<rustls::Error>()
        {
            return true;
        }
        source = error.source();
    }
    false
}

/// How to speak with the office that has this certificate, and with nobody else.
pub fn pinned(fingerprint: Fingerprint) -> Result<rustls::ClientConfig, ClientError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = Pinned { provider: Arc::clone(&provider), fingerprint };
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| ClientError::NoNetwork)?;
    Ok(config.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

/// Trusts one certificate: the one that the invitation named, whatever name or date stands in it.
#[derive(Debug)]
struct Pinned {
    provider: Arc<CryptoProvider>,
    fingerprint: Fingerprint,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _name: &ServerName<'_>,
        _ocsp: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        if Sha256::digest(certificate).starts_with(&self.fingerprint.0) {
            Ok(ServerCertVerified::assertion())
        } else {
            Err(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer))
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
