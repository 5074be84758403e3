//! Serving: the newest site from memory, to this machine only.
//!
//! This file speaks HTTP; it alone names axum. [`shown`] knows what lies under an address, [`live`] what is added to a
//! served page, and `watch` and the command `serve` bring new builds.

pub mod live;
pub mod shown;

#[cfg(test)]
mod tests;

use std::convert::Infallible;
use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch::{self, Receiver, Sender};

use crate::io::error::Error;
use crate::io::serve::shown::{Answer, Shown, file_type};

/// How many ports are tried, the wanted one first.
const TRIES: u16 = 20;

/// A port of this machine on which nobody else listens.
pub struct Door {
    listener: TcpListener,
    /// The port.
    pub port: u16,
}

/// Takes the wanted port or, where it is busy, the next free one. Port 0 takes any.
///
/// # Errors
/// Where none can be had.
pub fn open(wanted: u16) -> Result<Door, Error> {
    let last = if wanted == 0 { 0 } else { wanted.saturating_add(TRIES - 1) };
    let mut reason = std::io::Error::from(std::io::ErrorKind::AddrInUse);
    for port in wanted..=last {
        match bind(port) {
            Ok(door) => return Ok(door),
            Err(fault) if fault.kind() == std::io::ErrorKind::AddrInUse => reason = fault,
            Err(reason) => return Err(Error::Port { first: port, last: port, reason }),
        }
    }
    Err(Error::Port { first: wanted, last, reason })
}

#[expect(clippy::disallowed_methods, reason = "this is where Ebb listens")]
fn bind(port: u16) -> std::io::Result<Door> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    listener.set_nonblocking(true)?;
    let port = listener.local_addr()?.port();
    Ok(Door { listener, port })
}

/// A way to hand over each new build, beginning with the first.
pub fn channel(first: Shown) -> (Sender<Arc<Shown>>, Receiver<Arc<Shown>>) {
    watch::channel(Arc::new(first))
}

/// Serves what comes through the channel until the person stops it with Ctrl-C.
///
/// # Errors
/// Where the system cannot listen.
pub fn serve(door: Door, builds: Receiver<Arc<Shown>>) -> Result<(), Error> {
    let fail = |reason| Error::Plain { tried: "serve the site", reason };
    let server = Arc::new(Server { port: door.port, builds: builds.clone() });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(fail)?;
    let ended = runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(door.listener)?;
        let app = Router::new().fallback(respond).with_state(server);
        tokio::select! {
            ended = axum::serve(listener, app).into_future() => ended,
            stopped = tokio::signal::ctrl_c() => stopped,
            () = has_ended(builds) => panic!("Invariant: the builder lives as long as the server"),
        }
    });
    // An open page holds a connection for ever; it is not waited for.
    runtime.shutdown_background();
    ended.map_err(fail)
}

async fn has_ended(mut builds: Receiver<Arc<Shown>>) {
    while builds.changed().await.is_ok() {}
}

struct Server {
    port: u16,
    builds: Receiver<Arc<Shown>>,
}

async fn respond(State(server): State<Arc<Server>>, request: Request) -> Response {
    if !is_for_us(request.headers(), server.port) {
        let text = "This address is not the one under which Ebb serves. Open the address that Ebb printed.\n";
        return plain(StatusCode::MISDIRECTED_REQUEST, text);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let refusal = plain(StatusCode::METHOD_NOT_ALLOWED, "Ebb only serves pages: GET and HEAD.\n");
        return ([(ALLOW, "GET, HEAD")], refusal).into_response();
    }
    let shown = server.builds.borrow().clone();
    match request.uri().path() {
        live::EVENTS => events(server.builds.clone()),
        live::SCRIPT => body(StatusCode::OK, "text/javascript; charset=utf-8", live::JS),
        live::STYLE => body(StatusCode::OK, "text/css; charset=utf-8", live::CSS),
        live::PROBLEMS => body(StatusCode::OK, "application/json", shown.problems.clone()),
        path => page(shown.clone(), path, request.uri().query()).await,
    }
}

/// Whether the request names this server. Another name means that a page of somebody else has led the browser here
/// (DNS rebinding).
fn is_for_us(headers: &HeaderMap, port: u16) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = match host.strip_suffix(&format!(":{port}")) {
        Some(name) => name,
        None if port == 80 => host,
        None => return false,
    };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

async fn page(shown: Arc<Shown>, path: &str, query: Option<&str>) -> Response {
    let (status, file) = match shown.answer(path) {
        Answer::File(file) => (StatusCode::OK, file),
        Answer::Missing(file) => (StatusCode::NOT_FOUND, file),
        Answer::Folder(url) => {
            let url = query.map_or(url.clone(), |query| format!("{url}?{query}"));
            return ([(LOCATION, url), (CACHE_CONTROL, "no-store".into())], StatusCode::FOUND).into_response();
        }
    };
    let (path, seen) = (file.path.clone(), file.seen);
    let read = tokio::task::spawn_blocking(move || file.bytes()).await.expect("reading a file does not panic");
    let Ok(bytes) = read else {
        return plain(StatusCode::NOT_FOUND, "This file is gone or changed just now. Load it again in a moment.\n");
    };
    body(status, file_type(&path), shown.dress(&path, seen, bytes))
}

fn events(builds: Receiver<Arc<Shown>>) -> Response {
    let versions = stream::unfold((builds, true), |(mut builds, first)| async move {
        if !first {
            builds.changed().await.ok()?;
        }
        let version = builds.borrow_and_update().version.clone();
        Some((Ok::<Event, Infallible>(Event::default().event("built").data(version)), (builds, false)))
    });
    Sse::new(versions).keep_alive(KeepAlive::default()).into_response()
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    body(status, "text/plain; charset=utf-8", text)
}

fn body(status: StatusCode, kind: impl Into<String>, body: impl Into<Body>) -> Response {
    let headers = [
        (CONTENT_TYPE, kind.into()),
        (CACHE_CONTROL, "no-store".to_owned()),
        (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    (status, headers, body.into()).into_response()
}
