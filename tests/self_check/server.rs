//! A tiny web server for tests: it serves a finished site from memory and remembers what was asked of it.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// What was asked: the address, and what was sent with it.
pub type Asked = Arc<Mutex<Vec<(String, String)>>>;

/// A running server. It ends with the program.
pub struct Server {
    /// Its address without a slash at the end.
    pub url: String,
    /// What was asked so far.
    pub asked: Asked,
}

/// Serves files by their path without a slash at the start; `index.html` stands for its folder.
pub fn serve(files: BTreeMap<String, Vec<u8>>) -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
    let url = format!("http://{}", listener.local_addr().expect("it has an address"));
    let asked = Asked::default();
    let (files, kept) = (Arc::new(files), asked.clone());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (files, asked) = (files.clone(), kept.clone());
            std::thread::spawn(move || answer(stream, &files, &asked));
        }
    });
    Server { url, asked }
}

fn answer(stream: TcpStream, files: &BTreeMap<String, Vec<u8>>, asked: &Asked) -> Option<()> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut first = String::new();
    reader.read_line(&mut first).ok()?;
    let path = first.split(' ').nth(1)?.split(['?', '#']).next()?.trim_start_matches('/').to_owned();
    let mut length = 0;
    for line in reader.by_ref().lines().map_while(Result::ok).take_while(|line| !line.is_empty()) {
        if let Some((name, value)) =
            line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        {
            debug_assert!(!name.is_empty());
            length = value.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    asked.lock().ok()?.push((first.trim().to_owned(), String::from_utf8_lossy(&body).into_owned()));
    let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path };
    let (status, bytes) = files.get(&name).map_or(("404 Not Found", &b""[..]), |bytes| ("200 OK", bytes));
    let sort = match name.rsplit('.').next()? {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css",
        "js" => "text/javascript",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let mut stream = stream;
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {sort}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        bytes.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(bytes).ok()
}
